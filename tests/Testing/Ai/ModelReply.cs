using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Nanobot.Testing.Ai;

/// <summary>What a scripted model says: words, tool calls, or something broken; whole or streamed, as it is asked.</summary>
/// <param name="Text">The words.</param>
/// <param name="Calls">Tools to call, with their arguments as JSON text.</param>
public sealed record ModelReply(string Text = "", params IReadOnlyList<(string Id, string Name, string Arguments)> Calls)
{
    /// <summary>Tokens that it claims to have read.</summary>
    public int PromptTokens { get; init; } = 11;

    /// <summary>Tokens that it claims to have written.</summary>
    public int CompletionTokens { get; init; } = 7;

    /// <summary>Whether a stream is to break off before its end.</summary>
    public bool BreaksOff { get; init; }

    /// <summary>Writes it in OpenAI's shapes.</summary>
    public Task WriteAsync(HttpContext http, JsonElement request) =>
        request.TryGetProperty("stream", out var stream) && stream.GetBoolean() ? StreamAsync(http) : WholeAsync(http);

    private string Finish => Calls.Count > 0 ? "tool_calls" : "stop";

    private JsonObject Usage => new()
    {
        ["prompt_tokens"] = PromptTokens, ["completion_tokens"] = CompletionTokens, ["total_tokens"] = PromptTokens + CompletionTokens,
    };

    private Task WholeAsync(HttpContext http)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = Text.Length > 0 ? Text : null };
        if (Calls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. Calls.Select(static call => Call(call.Id, call.Name, call.Arguments))]);
        }

        return http.Response.WriteAsJsonAsync(new JsonObject
        {
            ["id"] = "chatcmpl-1", ["object"] = "chat.completion", ["created"] = 1_700_000_000, ["model"] = "scripted-1",
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = Finish }),
            ["usage"] = Usage,
        });
    }

    private async Task StreamAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        foreach (var word in Text.Split(' ').Select((word, index) => index == 0 ? word : " " + word).Where(static word => word.Length > 0))
        {
            await ChunkAsync(http, new JsonObject { ["role"] = "assistant", ["content"] = word }, null);
        }

        for (var i = 0; i < Calls.Count; i++)
        {
            // As servers do: the name first, then the arguments in pieces.
            var (id, name, arguments) = Calls[i];
            var first = Call(id, name, arguments[..(arguments.Length / 2)]);
            first["index"] = i;
            await ChunkAsync(http, new JsonObject { ["tool_calls"] = new JsonArray(first) }, null);
            await ChunkAsync(http, new JsonObject
            {
                ["tool_calls"] = new JsonArray(new JsonObject { ["index"] = i, ["function"] = new JsonObject { ["arguments"] = arguments[(arguments.Length / 2)..] } }),
            }, null);
        }

        if (BreaksOff)
        {
            // Not by a reset, which may overtake the words on their way.
            return;
        }

        await ChunkAsync(http, [], Finish);
        await http.Response.WriteAsync($"data: {new JsonObject { ["id"] = "chatcmpl-1", ["object"] = "chat.completion.chunk", ["created"] = 1_700_000_000, ["model"] = "scripted-1", ["choices"] = new JsonArray(), ["usage"] = Usage }.ToJsonString()}\n\ndata: [DONE]\n\n");
    }

    private static async Task ChunkAsync(HttpContext http, JsonObject delta, string? finish)
    {
        var chunk = new JsonObject
        {
            ["id"] = "chatcmpl-1", ["object"] = "chat.completion.chunk", ["created"] = 1_700_000_000, ["model"] = "scripted-1",
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish }),
        };
        await http.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n");
        await http.Response.Body.FlushAsync();
    }

    private static JsonObject Call(string id, string name, string arguments) => new()
    {
        ["id"] = id, ["type"] = "function", ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
    };
}
