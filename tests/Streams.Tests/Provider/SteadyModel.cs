using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Nanobot.Testing;

namespace Nanobot.Streams.Tests.Provider;

/// <summary>A model's provider over HTTP that answers every message with the same words, at once or one event after the other, unless a test wants it slow or failing.</summary>
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

    /// <summary>What it answers every request with; 200 for its words.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    /// <summary>How long it waits before it says anything.</summary>
    public TimeSpan Delay { get; set; }

    public async Task StartAsync() => _server = await LoopbackServer.StartAsync(AnswerAsync);

    public async ValueTask DisposeAsync() => await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);

    private async Task AnswerAsync(HttpContext http)
    {
        try
        {
            await Task.Delay(Delay, http.RequestAborted);
            http.Response.StatusCode = Status;
            if (Status == StatusCodes.Status200OK)
            {
                await SayAsync(http);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // Whoever asked has gone.
        }
    }

    private static async Task SayAsync(HttpContext http)
    {
        var request = (await JsonDocument.ParseAsync(http.Request.Body)).RootElement;
        if (!request.TryGetProperty("stream", out var stream) || !stream.GetBoolean())
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(Chunk("message", new JsonObject { ["role"] = "assistant", ["content"] = Answer }, "stop"), http.RequestAborted);
            return;
        }

        http.Response.ContentType = "text/event-stream";
        for (var i = 0; i < Words; i++)
        {
            await Task.Delay(Pause, http.RequestAborted);
            await WriteAsync(http, Chunk("delta", new JsonObject { ["content"] = "word " }, null));
        }

        await WriteAsync(http, Chunk("delta", [], "stop"));
        await WriteAsync(http, "[DONE]");
    }

    private static async Task WriteAsync(HttpContext http, string data)
    {
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {data}\n\n"), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private static string Chunk(string kind, JsonObject said, string? finish) => new JsonObject
    {
        ["id"] = "x", ["object"] = kind == "delta" ? "chat.completion.chunk" : "chat.completion", ["created"] = 1, ["model"] = "steady-1",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, [kind] = said, ["finish_reason"] = finish }),
    }.ToJsonString();
}
