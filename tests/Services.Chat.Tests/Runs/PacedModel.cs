using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Runs;

/// <summary>A model that says a word whenever it is let.</summary>
internal sealed class PacedModel : IAsyncDisposable
{
    private readonly SemaphoreSlim _words = new(0);
    private readonly string[] _text;

    private PacedModel(string text) => _text = text.Split(' ');

    public ScriptedModel Model { get; private set; } = null!;

    /// <summary>Done once the service has left a request.</summary>
    public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<PacedModel> StartAsync(string text)
    {
        var paced = new PacedModel(text);
        paced.Model = await ScriptedModel.StartAsync(paced.SayAsync);
        return paced;
    }

    public void Say(int words) => _words.Release(words);

    public ValueTask DisposeAsync() => Model.DisposeAsync();

    private async Task SayAsync(JsonElement request, HttpContext http)
    {
        using var gone = http.RequestAborted.Register(() => Left.TrySetResult());
        http.Response.ContentType = "text/event-stream";
        for (var i = 0; i < _text.Length; i++)
        {
            await _words.WaitAsync(http.RequestAborted);
            var chunk = new { choices = new[] { new { index = 0, delta = new { role = "assistant", content = i == 0 ? _text[i] : $" {_text[i]}" }, finish_reason = i == _text.Length - 1 ? "stop" : null } } };
            await http.Response.WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n");
            await http.Response.Body.FlushAsync();
        }

        await http.Response.WriteAsync("data: [DONE]\n\n");
    }
}
