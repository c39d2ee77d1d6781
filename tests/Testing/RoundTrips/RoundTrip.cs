using System.Net;
using System.Text;
using System.Text.Json;
using Nanobot.Contracts.Operations;
using Xunit;

namespace Nanobot.Testing.RoundTrips;

/// <summary>
/// Sends every hard value in every place of a body. Each is refused with a code that says why, or accepted, and then given back
/// by the answer, by every read and by the list, page by page.
/// </summary>
public static class RoundTrip
{
    /// <summary>The operations of a module that take a body and that no test makes trips of.</summary>
    public static IEnumerable<string> Missing(JsonElement document, string module, IEnumerable<Operation> tried) =>
        Operations.Of(module).Where(operation => BodyMembers.HasBody(document, operation.Verb, operation.DocumentPath))
            .Except(tried).Select(static operation => operation.Name);

    /// <summary>Makes all trips of one write, and fails with a line for each that went wrong.</summary>
    /// <param name="client">May write and read.</param>
    /// <param name="document">The service's OpenAPI document.</param>
    /// <param name="trip">The write.</param>
    public static async Task AssertAsync(HttpClient client, JsonElement document, WriteTrip trip)
    {
        var places = BodyMembers.Of(document, trip.Operation.Verb, trip.Operation.DocumentPath);
        Assert.NotEmpty(places);
        var (wrong, accepted) = (new List<string>(), new Dictionary<string, JsonElement>(StringComparer.Ordinal));
        foreach (var place in places.Concat(trip.FurtherPlaces).Where(trip.Tries))
        {
            foreach (var (name, value) in HardValues.All)
            {
                var body = Places.Put(trip.Body(), place, value);
                if (await SendAsync(client, trip, body, place, value, accepted) is { } fault)
                {
                    wrong.Add($"{trip.Operation} {place} = {name}: {fault}");
                }
            }
        }

        Assert.NotEmpty(accepted);
        if (trip.List is { } list)
        {
            foreach (var limit in new[] { 7, 200 })
            {
                wrong.AddRange(Compare(await client.AllAsync(list, limit), accepted, trip));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task<string?> SendAsync(
        HttpClient client, WriteTrip trip, string body, string place, string value, Dictionary<string, JsonElement> accepted)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(new HttpMethod(trip.Operation.Verb), await trip.Target()) { Content = content };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            return Refused(response, text);
        }

        var answer = JsonSerializer.Deserialize<JsonElement>(text);
        if (Sent(value) is not { } sent)
        {
            return $"{(int)response.StatusCode} for what is no JSON that can be kept";
        }

        if (sent.ValueKind != JsonValueKind.Null && trip.ShownAs(place) is { } shown
            && !(Places.Find(answer, shown) is { } given && Places.IsGivenBack(sent, given, (one, other) => trip.SameText(place, one, other))))
        {
            return $"is answered as {Short(Places.Find(answer, shown)?.GetRawText() ?? "nothing")}";
        }

        if (trip.Identity.Length > 0)
        {
            accepted[answer.GetProperty(trip.Identity).GetString()!] = answer;
        }
        else
        {
            accepted[""] = answer;
        }

        foreach (var path in trip.Alone(answer))
        {
            using var read = await client.GetAsync(new Uri(path, UriKind.Relative));
            var again = await read.Content.ReadAsStringAsync();
            if (read.StatusCode != HttpStatusCode.OK || !JsonElement.DeepEquals(answer, JsonSerializer.Deserialize<JsonElement>(again)))
            {
                return $"{path} gives {(int)read.StatusCode} {Short(again)} after {Short(text)}";
            }
        }

        return await trip.AlsoCheck(body, answer);
    }

    private static IEnumerable<string> Compare(List<JsonElement> listed, Dictionary<string, JsonElement> accepted, WriteTrip trip)
    {
        var byIdentity = listed.ToDictionary(item => item.GetProperty(trip.Identity).GetString()!, StringComparer.Ordinal);
        foreach (var (identity, answer) in accepted)
        {
            if (!byIdentity.TryGetValue(identity, out var item))
            {
                yield return $"{trip.List} has no {identity}";
            }
            else if (!JsonElement.DeepEquals(answer, item))
            {
                yield return $"{trip.List} has {Short(item.GetRawText())} instead of {Short(answer.GetRawText())}";
            }
        }
    }

    private static string? Refused(HttpResponseMessage response, string text)
    {
        var isClients = (int)response.StatusCode is >= 400 and < 500 && response.Content.Headers.ContentType?.MediaType == "application/problem+json";
        return isClients && JsonSerializer.Deserialize<JsonElement>(text).GetProperty("code").GetString() is { Length: > 0 }
            ? null
            : $"{(int)response.StatusCode} {Short(text)}";
    }

    private static JsonElement? Sent(string value)
    {
        try
        {
            var sent = JsonSerializer.Deserialize<JsonElement>(value, Deep);
            // Halves of pairs only show where they are read.
            return Places.IsGivenBack(sent, sent, static (one, other) => one == other) ? sent : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonSerializerOptions Deep { get; } = new() { MaxDepth = 512, AllowDuplicateProperties = false };

    private static string Short(string text) => text.Length <= 300 ? text : $"{text.AsSpan(0, 300)}…";
}
