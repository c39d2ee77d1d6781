using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Nanobot.Testing.Ai;

namespace Nanobot.Platform.Tests.Metering;

/// <summary>A model server that counts for itself what it was sent and what it sent: a token is four characters.</summary>
internal sealed class CountingProvider
{
    private long _prompt;
    private long _completion;
    private int _calls;

    /// <summary>Words of each answer, one an event.</summary>
    public int Words { get; init; } = 20;

    /// <summary>Whether it says what it counted.</summary>
    public bool TellsUsage { get; init; } = true;

    /// <summary>After how many octets of a stream the connection is cut; null: never.</summary>
    public Func<int?> CutAfter { get; init; } = static () => null;

    /// <summary>What happens before each word.</summary>
    public Func<int, CancellationToken, Task> BeforeWord { get; init; } = static (_, _) => Task.CompletedTask;

    public long Prompt => Interlocked.Read(ref _prompt);

    public long Completion => Interlocked.Read(ref _completion);

    public int Calls => _calls;

    public Task<ScriptedModel> StartAsync() => ScriptedModel.StartAsync(AnswerAsync);

    private async Task AnswerAsync(JsonElement request, HttpContext http)
    {
        Interlocked.Increment(ref _calls);
        var read = (request.GetProperty("messages").EnumerateArray().Sum(static message => message.GetProperty("content").ToString().Length) + 3) / 4;
        Interlocked.Add(ref _prompt, read);
        var streamed = request.TryGetProperty("stream", out var stream) && stream.GetBoolean();
        var usage = new JsonObject { ["prompt_tokens"] = read, ["completion_tokens"] = Words, ["total_tokens"] = read + Words };
        if (!streamed)
        {
            await BeforeWord(0, http.RequestAborted);
            Interlocked.Add(ref _completion, Words);
            var message = new JsonObject { ["role"] = "assistant", ["content"] = string.Concat(Enumerable.Repeat("abc ", Words)) };
            await http.Response.WriteAsJsonAsync(Chunk("message", message, "stop", TellsUsage ? usage : null));
            return;
        }

        http.Response.ContentType = "text/event-stream";
        var left = CutAfter() ?? int.MaxValue;
        for (var i = 0; i < Words && left > 0; i++)
        {
            await BeforeWord(i, http.RequestAborted);
            left = await WriteAsync(http, Chunk("delta", new JsonObject { ["content"] = "abc " }, null, null), left);
            Interlocked.Increment(ref _completion);
        }

        left = left > 0 ? await WriteAsync(http, Chunk("delta", [], "stop", TellsUsage ? usage : null), left) : left;
        if (left > 0)
        {
            await http.Response.WriteAsync("data: [DONE]\n\n");
        }
    }

    private static JsonObject Chunk(string kind, JsonObject said, string? finish, JsonObject? usage) => new()
    {
        ["id"] = "x", ["object"] = kind == "delta" ? "chat.completion.chunk" : "chat.completion", ["created"] = 1, ["model"] = "counting-1",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, [kind] = said, ["finish_reason"] = finish }), ["usage"] = usage,
    };

    private static async Task<int> WriteAsync(HttpContext http, JsonObject chunk, int left)
    {
        var text = $"data: {chunk.ToJsonString()}\n\n";
        var part = text.Length <= left ? text : text.Remove(left);
        await http.Response.WriteAsync(part);
        await http.Response.Body.FlushAsync();
        return left - text.Length;
    }
}
