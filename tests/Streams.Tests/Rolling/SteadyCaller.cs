using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Nanobot.Streams.Tests.Provider;
using Nanobot.Streams.Tests.Running;

namespace Nanobot.Streams.Tests.Rolling;

/// <summary>Asks one thing after the other of two modules, reads and writes, and a stream now and then; whatever is not answered as it should be is a fault.</summary>
internal sealed class SteadyCaller(StreamSuite suite, string key, int number, HttpClient http)
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
        var text = $"caller {number} note {i}";
        using var request = (i % 4) switch
        {
            0 => Request(HttpMethod.Get, "/sessions", null),
            1 => Request(HttpMethod.Put, $"/workspace/files/note-{number}.txt", new StringContent(text)),
            2 => Request(HttpMethod.Put, "/users/user-1/watchlist", JsonContent.Create(new { stocks = new[] { "AAPL", $"A{(char)(65 + (i % 9))}" } })),
            _ => Request(HttpMethod.Get, "/users/user-1", null),
        };
        try
        {
            using var answer = await http.SendAsync(request);
            if (answer.IsSuccessStatusCode)
            {
                Answered++;
            }
            else
            {
                faults.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
        }
        catch (HttpRequestException exception)
        {
            faults.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath}: {exception.Message}");
        }
    }

    private async Task StreamAsync(int i, ConcurrentQueue<string> faults)
    {
        using var request = Request(HttpMethod.Post, "/chat", JsonContent.Create(new { message = $"stream {number} {i}" }));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        try
        {
            using var answer = await http.SendAsync(request);
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
            faults.Enqueue($"stream: {exception.Message}");
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(suite.Gateways[number % suite.Gateways.Count].Address, path)) { Content = content };
        request.Headers.Add("X-API-Key", key);
        return request;
    }
}
