using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Nanobot.Testing;

namespace Nanobot.Streams.Tests.Provider;

/// <summary>A model's provider over HTTP that answers every message with the same words, one event after the other.</summary>
internal sealed class SteadyModel : IAsyncDisposable
{
    private const int Words = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private LoopbackServer? _server;

    /// <summary>All that it says.</summary>
    public static string Answer { get; } = string.Concat(Enumerable.Repeat("word ", Words));

    /// <summary>What makes a service use it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Ai:Endpoint"] = $"{_server!.Address}/v1", ["Ai:ApiKey"] = "tests-only", ["Ai:Model"] = "steady-1",
    };

    public async Task StartAsync() => _server = await LoopbackServer.StartAsync(AnswerAsync);

    public async ValueTask DisposeAsync() => await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);

    private static async Task AnswerAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        for (var i = 0; i < Words; i++)
        {
            await Task.Delay(Pause, http.RequestAborted);
            await WriteAsync(http, Chunk(new JsonObject { ["content"] = "word " }, null));
        }

        await WriteAsync(http, Chunk([], "stop"));
        await WriteAsync(http, "[DONE]");
    }

    private static async Task WriteAsync(HttpContext http, string data)
    {
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {data}\n\n"), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private static string Chunk(JsonObject delta, string? finish) => new JsonObject
    {
        ["id"] = "x", ["object"] = "chat.completion.chunk", ["created"] = 1, ["model"] = "steady-1",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish }),
    }.ToJsonString();
}
