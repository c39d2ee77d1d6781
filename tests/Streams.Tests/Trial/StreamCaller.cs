using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Nanobot.Streams.Tests.Running;

namespace Nanobot.Streams.Tests.Trial;

/// <summary>One client after another's manner: reads a stream to its end, or hangs up at a random octet of it, or before it begins.</summary>
internal sealed class StreamCaller(StreamSuite suite, string key, int seed, HttpClient http)
{
    private const int LongestRead = 1_600;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    // Nobody has taken the message, or nobody who could: what became of it is asked of the ledger all the same.
    private static readonly string[] Unserved = ["unreached", "MODULE_UNAVAILABLE", "CONCURRENT_LIMIT", "SESSION_BUSY"];
    private string? _session;

    /// <summary>What became of each message, by its name.</summary>
    public static ConcurrentDictionary<string, StreamOutcome> NewBook() => new(StringComparer.Ordinal);

    /// <summary>Has one stream, whatever becomes of it: a message that no process took is sent again under another name.</summary>
    public async Task RunAsync(int number, ConcurrentDictionary<string, StreamOutcome> book)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        for (var attempt = 0; ; attempt++)
        {
            var name = $"stream-{number}-{attempt}";
            var outcome = await SendAsync(name, random);
            book[name] = outcome;
            if (!Unserved.Contains(outcome.End))
            {
                return;
            }

            _session = null;
            await Task.Delay(random.Next(50, 150));
        }
    }

    private async Task<StreamOutcome> SendAsync(string name, Random random)
    {
        var gateway = suite.Gateways[random.Next(suite.Gateways.Count)];
        var isWhole = random.Next(10) == 0;
        using var ending = new CancellationTokenSource(random.Next(20) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 40)) : Longest);
        var left = random.Next(5) < 2 ? random.Next(LongestRead) : int.MaxValue;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Address, "/chat"))
        {
            Content = JsonContent.Create(new { message = $"{name} says hello", session_id = random.Next(3) == 0 ? null : _session }),
        };
        request.Headers.Add("X-API-Key", key);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(isWhole ? "application/json" : "text/event-stream"));
        var heard = new StringBuilder();
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return new(0, await CodeAsync(answer, ending.Token));
            }

            await using var body = await answer.Content.ReadAsStreamAsync(ending.Token);
            var isEnd = await ReadAsync(body, heard, left, ending.Token);
            return new(Given(heard, isWhole && isEnd), isEnd ? "read" : "left");
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return new(0, "unreached");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new(Given(heard, false), "broken");
        }
        catch (OperationCanceledException)
        {
            return new(Given(heard, false), "cancelled");
        }
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(cancellationToken)).GetProperty("code").GetString()!;

    private static async Task<bool> ReadAsync(Stream body, StringBuilder heard, int left, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        while (left > 0)
        {
            var count = await body.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), cancellationToken);
            if (count == 0)
            {
                return true;
            }

            heard.Append(Encoding.ASCII.GetString(buffer, 0, count));
            left -= count;
        }

        return false;
    }

    // The text of whole events, or of a whole answer; its end also says which session it was.
    private long Given(StringBuilder heard, bool isWholeAnswer)
    {
        var text = heard.ToString();
        if (isWholeAnswer)
        {
            return Finish(JsonSerializer.Deserialize<JsonElement>(text));
        }

        var (given, done) = (0L, 0L);
        foreach (var part in text.Split("\n\n").SkipLast(1))
        {
            if (part.StartsWith("event: delta\ndata: ", StringComparison.Ordinal))
            {
                given += JsonSerializer.Deserialize<JsonElement>(part["event: delta\ndata: ".Length..]).GetProperty("text").GetString()!.Length;
            }
            else if (part.StartsWith("event: done\ndata: ", StringComparison.Ordinal))
            {
                done = Finish(JsonSerializer.Deserialize<JsonElement>(part["event: done\ndata: ".Length..]));
            }
        }

        return Math.Max(given / 4, done);
    }

    private long Finish(JsonElement answer)
    {
        _session = answer.GetProperty("session_id").GetString();
        return answer.GetProperty("response").GetString()!.Length / 4;
    }
}
