using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nanobot.Testing;

namespace Nanobot.Architecture.Tests.Replay;

/// <summary>Sends recorded traffic once more.</summary>
internal sealed partial class Replayer : IDisposable
{
    private readonly Dictionary<string, string> _kept;
    private readonly Likeness _likeness = new();
    private readonly HttpClient _client;

    public Replayer(BoundSuite suite) =>
        (_kept, _client) = (suite.Names, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = suite.Address, Timeout = Eventually.Deadline });

    /// <summary>The same exchange with what is answered now.</summary>
    public async Task<Exchange> RepeatAsync(Exchange recorded)
    {
        var (answer, content) = await Eventually.GetAsync(() => SendAsync(recorded), pair => IsOver(recorded, pair.Content));
        using (answer)
        {
            // Names are given before the answer is made alike, so that they are seen in it.
            foreach (var (name, member) in recorded.Keep ?? [])
            {
                _kept[name] = Member(content, member) ?? throw new InvalidOperationException($"{recorded.Call} answers {(int)answer.StatusCode} without {member}: {content}");
            }

            var headers = answer.Headers.Concat(answer.Content.Headers).Select(static header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value)));
            return recorded with { Answer = _likeness.Of((int)answer.StatusCode, headers, content, _kept) };
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<(HttpResponseMessage Answer, string Content)> SendAsync(Exchange exchange)
    {
        var (verb, path) = exchange.Call.Split(' ', 2) is [var first, var second] ? (first, second) : throw new FormatException(exchange.Call);
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(Filled(path), UriKind.Relative));
        if (exchange.By is { } by)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", by == "operator" ? BoundSuite.OperatorKey : _kept[by]);
        }

        if (exchange.Body is { } body)
        {
            var isText = body.GetValueKind() == JsonValueKind.String;
            request.Content = new StringContent(Filled(isText ? body.GetValue<string>() : body.ToJsonString()), Encoding.UTF8, isText ? "text/plain" : "application/json");
        }

        foreach (var (name, value) in exchange.Headers ?? [])
        {
            if (name == "Content-Type")
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, Filled(value));
            }
        }

        var answer = await _client.SendAsync(request);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    // What it will not be any more need not be waited for: the record says what it was.
    private static bool IsOver(Exchange exchange, string content) => exchange.Until is not { } until || until.All(end => Member(content, end.Key) == end.Value || Member(content, end.Key) == "failed");

    // A member by its path: names and places, with points between.
    private static string? Member(string content, string path)
    {
        var node = content.StartsWith('{') || content.StartsWith('[') ? JsonNode.Parse(content) : null;
        foreach (var step in path.Split('.'))
        {
            node = node switch
            {
                JsonArray items => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture) is var place && place < items.Count ? items[place] : null,
                JsonObject members => members[step],
                _ => null,
            };
        }

        return node?.ToString();
    }

    private string Filled(string text) => Names().Replace(text, match => _kept.TryGetValue(match.Groups[1].Value, out var value) ? value : match.Value);

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Names();
}
