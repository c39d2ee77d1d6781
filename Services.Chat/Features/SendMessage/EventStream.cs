using System.Text.Json;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Domain.Agent;

namespace Nanobot.Services.Chat.Features.SendMessage;

/// <summary>
/// A turn as server-sent events, each written when it happens: <c>delta</c> {text}, <c>tool</c> {call_id, name, status},
/// at the end <c>done</c> (the whole answer) or <c>error</c> (a problem document). The response begins with the first
/// event; what fails before it is answered with its own status.
/// </summary>
internal sealed class EventStream(HttpResponse response) : IAgentObserver
{
    public const string MediaType = "text/event-stream";

    public bool WantsText => true;

    public bool HasBegun => response.HasStarted;

    public Task TextAsync(string text, CancellationToken cancellationToken) => WriteAsync("delta", new { text }, cancellationToken);

    public Task ToolAsync(string callId, string name, string status, CancellationToken cancellationToken) =>
        WriteAsync("tool", new { call_id = callId, name, status }, cancellationToken);

    public Task DoneAsync(ChatAnswer answer, CancellationToken cancellationToken) => WriteAsync("done", answer, cancellationToken);

    public Task ErrorAsync(Refusal refusal, string traceId, CancellationToken cancellationToken) =>
        WriteAsync("error", new { status = refusal.Status, code = refusal.Code, detail = refusal.Detail, trace_id = traceId }, cancellationToken);

    private async Task WriteAsync<T>(string name, T data, CancellationToken cancellationToken)
    {
        if (!response.HasStarted)
        {
            response.ContentType = MediaType;
            response.Headers.CacheControl = "no-cache, no-store";
            response.Headers["X-Accel-Buffering"] = "no";
        }

        await response.WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(data, Json.Wire)}\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
