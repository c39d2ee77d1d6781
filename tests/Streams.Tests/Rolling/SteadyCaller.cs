using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Nanobot.Streams.Tests.Provider;

namespace Nanobot.Streams.Tests.Rolling;

/// <summary>Asks one thing after the other of all modules, reads and writes, and a stream now and then; whatever is not answered as it should be is a fault.</summary>
internal sealed class SteadyCaller(CallerGateways gateways, string key, int number, HttpClient http)
{
    private const int StreamEvery = 8;

    /// <summary>What went wrong, of all callers.</summary>
    public static ConcurrentQueue<string> NewBook() => new();

    /// <summary>Requests that were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Streams that were read to their end.</summary>
    public int Streams { get; private set; }

    public async Task RunAsync(ConcurrentQueue<string> faults, CancellationToken ending)
    {
        for (var i = 0; !ending.IsCancellationRequested; i++)
        {
            await (i % StreamEvery == number % StreamEvery ? StreamAsync(i, faults) : AskAsync(i, faults));
        }
    }

    private async Task AskAsync(int i, ConcurrentQueue<string> faults)
    {
        var (method, path, content) = (i % 9) switch
        {
            0 => (HttpMethod.Get, "/sessions", (Func<HttpContent>?)null),
            1 => (HttpMethod.Put, $"/workspace/files/note-{number}.txt", () => new StringContent($"caller {number} note {i}")),
            2 => (HttpMethod.Put, "/users/user-1/watchlist", () => JsonContent.Create(new { stocks = new[] { "AAPL", $"A{(char)(65 + (i % 9))}" } })),
            3 => (HttpMethod.Get, "/users/user-1", null),
            4 => (HttpMethod.Get, "/reports", null),
            5 => (HttpMethod.Put, "/schedule/heartbeat", () => JsonContent.Create(new { enabled = i % 2 == 0, seconds = 31_000_000 })),
            6 => (HttpMethod.Get, "/schedule/jobs", null),
            7 => (HttpMethod.Put, "/delivery/quiet-hours", () => JsonContent.Create(new Dictionary<string, string> { ["from"] = "22:00", ["to"] = "06:00" })),
            _ => (HttpMethod.Get, "/limits", null),
        };
        try
        {
            using var answer = await gateways.SendAsync(http, number, gateway => Request(gateway, method, path, content?.Invoke()));
            if (answer.IsSuccessStatusCode)
            {
                Answered++;
            }
            else
            {
                faults.Enqueue($"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            faults.Enqueue($"{method} {path}: {exception.Message} {exception.InnerException?.Message}");
        }
    }

    private async Task StreamAsync(int i, ConcurrentQueue<string> faults)
    {
        try
        {
            using var answer = await gateways.SendAsync(http, number, gateway =>
            {
                var request = Request(gateway, HttpMethod.Post, "/chat", JsonContent.Create(new { message = $"stream {number} {i}" }));
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
                return request;
            });
            var text = await answer.Content.ReadAsStringAsync();
            if (text.Contains("event: done\n", StringComparison.Ordinal) && text.Contains(SteadyModel.Answer.TrimEnd(), StringComparison.Ordinal))
            {
                Streams++;
            }
            else
            {
                faults.Enqueue($"stream: {(int)answer.StatusCode} {text}");
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            faults.Enqueue($"stream: {exception.Message} {exception.InnerException?.Message}");
        }
    }

    private HttpRequestMessage Request(Uri gateway, HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(gateway, path)) { Content = content };
        request.Headers.Add("X-API-Key", key);
        return request;
    }
}
