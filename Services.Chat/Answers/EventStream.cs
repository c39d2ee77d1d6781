using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Streaming;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Answers;

/// <summary>
/// A turn as server-sent events, each written when it happens: <c>delta</c> {text}, <c>tool</c> {call_id, name, status, code of what failed},
/// <c>approval</c> (what waits for the user),
/// at the end <c>done</c> (the whole answer) or <c>error</c> (a problem document).
/// </summary>
internal sealed class EventStream(HttpResponse response, string userId, TimeProvider time) : ITurnEvents, IDisposable
{
    private readonly EventWriter _writer = new(response, time);

    public bool WantsText => true;

    public bool HasBegun => _writer.HasBegun;

    public Task TextAsync(string text, CancellationToken cancellationToken) => WriteAsync(TurnEvent.Delta(text), cancellationToken);

    public Task ToolAsync(string callId, string name, string status, string? code, CancellationToken cancellationToken) =>
        WriteAsync(TurnEvent.Tool(callId, name, status, code), cancellationToken);

    public Task ApprovalAsync(Approval approval, CancellationToken cancellationToken) => WriteAsync(TurnEvent.Approval(approval), cancellationToken);

    public Task EndAsync(TurnAnswer answer, CancellationToken cancellationToken) => WriteAsync(TurnEvent.Done(ChatAnswer.Of(answer, userId)), cancellationToken);

    public Task ErrorAsync(Refusal refusal, string traceId, CancellationToken cancellationToken) => WriteAsync(TurnEvent.Error(refusal, traceId), cancellationToken);

    public Task<T> KeepAliveAsync<T>(Task<T> turn) => _writer.KeepAliveAsync(turn);

    public void Dispose() => _writer.Dispose();

    private Task WriteAsync(TurnEvent happened, CancellationToken cancellationToken) => _writer.WriteAsync(happened.ToStream(), cancellationToken);
}
