using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Nanobot.Testing.Ai;

/// <summary>
/// A server that speaks OpenAI's chat completions and says what a test scripts: it keeps each request, and answers by
/// <see cref="Answer"/>.
/// </summary>
public sealed class ScriptedModel : IAsyncDisposable
{
    private LoopbackServer? _server;

    private ScriptedModel(Func<JsonElement, HttpContext, Task> answer) => Answer = answer;

    /// <summary>How to answer a request; may be replaced between requests.</summary>
    public Func<JsonElement, HttpContext, Task> Answer { get; set; }

    /// <summary>The bodies of all requests so far.</summary>
    public ConcurrentQueue<JsonElement> Requests { get; } = new();

    /// <summary>The settings that make a service use it.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Ai:Endpoint"] = $"{_server!.Address}/v1",
        ["Ai:ApiKey"] = "tests-only",
        ["Ai:Model"] = "scripted-1",
        ["Ai:RetryDelay"] = "00:00:00.001",
    };

    /// <summary>Starts one that answers with <paramref name="answer"/>.</summary>
    public static async Task<ScriptedModel> StartAsync(Func<JsonElement, HttpContext, Task> answer)
    {
        var model = new ScriptedModel(answer);
        model._server = await LoopbackServer.StartAsync(model.HandleAsync);
        return model;
    }

    /// <summary>Starts one that gives <paramref name="replies"/> in turn, and the last one for ever after.</summary>
    public static Task<ScriptedModel> StartAsync(params IReadOnlyList<ModelReply> replies)
    {
        var next = -1;
        return StartAsync((request, http) => replies[Math.Min(Interlocked.Increment(ref next), replies.Count - 1)].WriteAsync(http, request));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    /// <summary>Answers a request that came to another one in its place.</summary>
    public Task TakeAsync(JsonElement request, HttpContext http)
    {
        Requests.Enqueue(request);
        return Answer(request, http);
    }

    private async Task HandleAsync(HttpContext http) => await TakeAsync((await JsonDocument.ParseAsync(http.Request.Body)).RootElement, http);
}
