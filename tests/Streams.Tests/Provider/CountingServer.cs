using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Nanobot.Testing;

namespace Nanobot.Streams.Tests.Provider;

/// <summary>
/// A model's provider over HTTP, OpenAI-compatible, that outlives whoever asks it and counts for itself what it read and wrote of each call. A token is
/// four characters. What it does with a message the message's number and the seed decide.
/// </summary>
internal sealed partial class CountingServer(int seed) : IAsyncDisposable
{
    private const string Word = "abc ";
    private readonly ConcurrentDictionary<Guid, ConcurrentQueue<ProviderCall>> _calls = new();
    private LoopbackServer? _server;

    /// <summary>All attempts, by the call's id.</summary>
    public IReadOnlyDictionary<Guid, ConcurrentQueue<ProviderCall>> Calls => _calls;

    /// <summary>What makes a service use it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Ai:Endpoint"] = $"{_server!.Address}/v1", ["Ai:ApiKey"] = "tests-only", ["Ai:Model"] = "counting-1", ["Ai:RetryDelay"] = "00:00:00.001",
    };

    public async Task StartAsync() => _server = await LoopbackServer.StartAsync(AnswerAsync);

    public async ValueTask DisposeAsync() => await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);

    private async Task AnswerAsync(HttpContext http)
    {
        var request = (await JsonDocument.ParseAsync(http.Request.Body)).RootElement;
        var name = http.Request.Headers["X-Client-Request-Id"].ToString();
        var read = request.GetProperty("messages").EnumerateArray().Sum(static message => message.GetProperty("content").ToString().Length);
        var said = StreamName().Match(request.GetProperty("messages").EnumerateArray().Last(static message => message.GetProperty("role").GetString() == "user").GetProperty("content").ToString());
        var isStream = request.TryGetProperty("stream", out var stream) && stream.GetBoolean();
        var call = new ProviderCall(said.Value, (read + 3) / 4, !isStream);
        var attempts = _calls.GetOrAdd(Guid.Parse(name.AsSpan(0, 36), CultureInfo.InvariantCulture), static _ => new());
        attempts.Enqueue(call);
        var way = ProviderWay.Of(seed, said.Value, attempts.Count);
        if (way.Refuses)
        {
            call.IsRefused = true;
            http.Response.StatusCode = 503;
            return;
        }

        try
        {
            await (isStream ? StreamAsync(http, call, way) : WholeAsync(http, call, way));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // Whoever asked has gone.
        }
    }

    private static async Task WholeAsync(HttpContext http, ProviderCall call, ProviderWay way)
    {
        await way.ThinkAsync(0, http.RequestAborted);
        var text = Chunk("message", new JsonObject { ["role"] = "assistant", ["content"] = string.Concat(Enumerable.Repeat(Word, way.Words)) }, "stop", call, way.TellsUsage ? way.Words : null);
        http.Response.ContentType = "application/json";
        // It has made all of it, whoever still listens.
        call.Send(way.Words);
        call.HasTold = way.TellsUsage;
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    private static async Task StreamAsync(HttpContext http, ProviderCall call, ProviderWay way)
    {
        http.Response.ContentType = "text/event-stream";
        for (var i = 0; i < way.Words; i += way.Step)
        {
            await way.ThinkAsync(i, http.RequestAborted);
            if (i >= way.CutAfter)
            {
                http.Abort();
                return;
            }

            var words = Math.Min(way.Step, way.Words - i);
            call.Send(words);
            await WriteAsync(http, Chunk("delta", new JsonObject { ["content"] = string.Concat(Enumerable.Repeat(Word, words)) }, null, call, null));
        }

        call.HasTold = way.TellsUsage;
        await WriteAsync(http, Chunk("delta", [], "stop", call, way.TellsUsage ? way.Words : null));
        await WriteAsync(http, "[DONE]");
    }

    private static async Task WriteAsync(HttpContext http, string data)
    {
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {data}\n\n"), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private static string Chunk(string kind, JsonObject said, string? finish, ProviderCall call, int? written) => new JsonObject
    {
        ["id"] = "x", ["object"] = kind == "delta" ? "chat.completion.chunk" : "chat.completion", ["created"] = 1, ["model"] = "counting-1",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, [kind] = said, ["finish_reason"] = finish }),
        ["usage"] = written is { } completion
            ? new JsonObject { ["prompt_tokens"] = call.Prompt, ["completion_tokens"] = completion, ["total_tokens"] = call.Prompt + completion } : null,
    }.ToJsonString();

    [GeneratedRegex(@"stream-\d+-\d+")]
    private static partial Regex StreamName();
}
