using System.Text.Json;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Chat.Agent;

namespace Nanobot.Services.Chat.Answers;

/// <summary>
/// A turn as server-sent events, each written when it happens: <c>delta</c> {text}, <c>tool</c> {call_id, name, status, code of what failed},
/// at the end <c>done</c> (the whole answer) or <c>error</c> (a problem document). The response begins with the first
/// event; what fails before it is answered with its own status. A comment in each silence keeps proxies from ending it.
/// </summary>
internal sealed class EventStream(HttpResponse response, TimeProvider time) : IAgentObserver, IDisposable
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _writing = new(1);
    private long _written = time.GetTimestamp();

    public bool WantsText => true;

    public bool HasBegun => response.HasStarted;

    public Task TextAsync(string text, CancellationToken cancellationToken) => WriteAsync("delta", new { text }, cancellationToken);

    public Task ToolAsync(string callId, string name, string status, string? code, CancellationToken cancellationToken) => code is null
        ? WriteAsync("tool", new { call_id = callId, name, status }, cancellationToken)
        : WriteAsync("tool", new { call_id = callId, name, status, code }, cancellationToken);

    public Task DoneAsync(ChatAnswer answer, CancellationToken cancellationToken) => WriteAsync("done", answer, cancellationToken);

    public Task ErrorAsync(Refusal refusal, string traceId, CancellationToken cancellationToken) =>
        WriteAsync("error", new Dictionary<string, object?>(refusal.Members)
        {
            ["status"] = refusal.Status, ["code"] = refusal.Code, ["detail"] = refusal.Detail, ["trace_id"] = traceId,
        }, cancellationToken);

    /// <summary>Writes a comment whenever nothing has been written for 15 seconds, until cancelled.</summary>
    public async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var silence = time.GetElapsedTime(Interlocked.Read(ref _written));
                await (silence < LongestSilence
                    ? Task.Delay(LongestSilence - silence, time, cancellationToken)
                    : WriteAsync(": keep-alive\n\n", cancellationToken));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The turn has ended, or the client has gone, which ends the turn by itself.
        }
    }

    public void Dispose() => _writing.Dispose();

    private Task WriteAsync<T>(string name, T data, CancellationToken cancellationToken) =>
        WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(data, Json.Wire)}\n\n", cancellationToken);

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (!response.HasStarted)
            {
                response.ContentType = MediaTypes.EventStream;
                response.Headers.CacheControl = "no-cache, no-store";
                response.Headers["X-Accel-Buffering"] = "no";
            }

            // Before it goes out: once the client has it, the next silence has begun.
            Interlocked.Exchange(ref _written, time.GetTimestamp());
            await response.WriteAsync(text, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }
}
