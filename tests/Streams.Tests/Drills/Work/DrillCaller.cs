using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Nanobot.Streams.Tests.Running;

namespace Nanobot.Streams.Tests.Drills.Work;

/// <summary>Calls one gateway after the other until it is told that it is done, as a client with patience does.</summary>
/// <param name="gateways">Which gateways there are at the moment.</param>
/// <param name="http">Sends.</param>
/// <param name="book">Where refusals go.</param>
internal sealed class DrillCaller(Func<IReadOnlyList<ServiceProcess>> gateways, HttpClient http, DrillBook book)
{
    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly HttpStatusCode[] ComeAgain =
        [HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout, HttpStatusCode.TooManyRequests];

    private int _next;

    /// <summary>Calls until it is answered as it should be; null where it never was, which is a fault.</summary>
    /// <param name="key">Whose credential.</param>
    /// <param name="method">How.</param>
    /// <param name="path">What.</param>
    /// <param name="make">Makes the body of each try, by its number; null for none.</param>
    /// <param name="also">A refusal by which an earlier try of the same was done after all.</param>
    /// <param name="late">A refusal of what came too late, which is made anew; null where nothing can.</param>
    /// <param name="idempotencyKey">The key by which tries are the same; null for none.</param>
    public async Task<(int Try, JsonElement Body)?> SendAsync(string key, HttpMethod method, string path, Func<int, object>? make = null, string? also = null, string? late = null, string? idempotencyKey = null)
    {
        using var deadline = new CancellationTokenSource(Patience);
        for (var i = 0; !deadline.IsCancellationRequested; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var what = await TryAsync(key, method, path, make?.Invoke(i), idempotencyKey);
            book.Note(Stopwatch.GetElapsedTime(began));
            if (what.Answer is { } answer)
            {
                book.Answer();
                return (i, answer);
            }

            if (i > 0 && also is not null && what.Refusal!.EndsWith(also, StringComparison.Ordinal))
            {
                book.Answer();
                return (i, default);
            }

            book.Refuse(what.Refusal!);
            if (!what.MayComeAgain && what.Refusal != late)
            {
                book.Faults.Enqueue($"{method} {path}: {what.Refusal}");
                return null;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50 + (Random.Shared.NextDouble() * 100)));
        }

        book.Faults.Enqueue($"{method} {path}: not within {Patience.TotalSeconds:0} s");
        return null;
    }

    private async Task<(JsonElement? Answer, string? Refusal, bool MayComeAgain)> TryAsync(string key, HttpMethod method, string path, object? body, string? idempotencyKey)
    {
        var all = gateways();
        using var request = new HttpRequestMessage(method, new Uri(all[Interlocked.Increment(ref _next) % all.Count].Address, path)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-API-Key", key);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        try
        {
            using var ending = new CancellationTokenSource(LongestTry);
            using var answer = await http.SendAsync(request, ending.Token);
            var text = await answer.Content.ReadAsStringAsync(ending.Token);
            if (answer.IsSuccessStatusCode)
            {
                return (JsonSerializer.Deserialize<JsonElement>(text.Length == 0 ? "{}" : text), null, true);
            }

            var code = CodeOf(answer, text);
            // Both say that something has to end first.
            var isBusy = code is "SESSION_BUSY" or "JOB_LIMIT";
            return (null, string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {code}"), isBusy || (code is not "none" && ComeAgain.Contains(answer.StatusCode)));
        }
        catch (HttpRequestException exception)
        {
            return (null, exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } ? "unreached" : "broken off", true);
        }
        catch (IOException)
        {
            return (null, "broken off", true);
        }
        catch (OperationCanceledException)
        {
            return (null, $"no answer in {LongestTry.TotalSeconds:0} s", true);
        }
    }

    private static string CodeOf(HttpResponseMessage answer, string text)
    {
        try
        {
            return answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonSerializer.Deserialize<JsonElement>(text).GetProperty("code").GetString()! : "none";
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException)
        {
            return "none";
        }
    }
}
