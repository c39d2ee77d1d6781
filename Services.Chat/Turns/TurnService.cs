using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Agent.Prompting;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Tools;
using Nanobot.Services.Chat.Usage;

namespace Nanobot.Services.Chat.Turns;

/// <summary>
/// One turn from the user's message to the answer, whichever door it came through. All of it is written at its end, in one
/// transaction: a turn that fails leaves the session as it was, and the user may send the message again.
/// </summary>
internal sealed class TurnService(
    IAgent agent, Prompts prompts, ToolCatalogue tools, SessionStore sessions, SessionLeases leases, TurnWriter writer,
    ITurnBooks books, WorkingTurns working, TurnBounds bounds, TurnWindow window, UsageQuotas quotas, IOptions<AgentOptions> options, TimeProvider time, ILogger<TurnService> logger)
{
    /// <summary>Runs a turn in the session <paramref name="sessionId"/>, or with null in a new one.</summary>
    public Task<TurnResult> RunAsync(
        TenantContext context, Guid? sessionId, string message, IAgentObserver observer, CancellationToken cancellationToken) =>
        ForAsync(context, sessionId, message, observer, cancellationToken);

    /// <summary>
    /// Runs the session's last turn again, from the same message and what was before it. It takes the place of the old one when it is written; until
    /// then, and where it fails, the old one stays. What tools of the old one did is done.
    /// </summary>
    public Task<TurnResult> RegenerateAsync(TenantContext context, Guid sessionId, IAgentObserver observer, CancellationToken cancellationToken) =>
        ForAsync(context, sessionId, null, observer, cancellationToken);

    /// <summary>Makes a turn that was asked for earlier, under a hold that its caller keeps.</summary>
    public Task<TurnResult> MakeAsync(TenantContext context, Lease lease, TurnOrder order, IAgentObserver observer, CancellationToken cancellationToken) =>
        bounds.RunAsync(context, outer => bounds.WithinTimeAsync(inner => AnswerAsync(context, lease, order, observer, inner), outer), cancellationToken);

    // Without a message it is the last one's that is answered again.
    private Task<TurnResult> ForAsync(
        TenantContext context, Guid? sessionId, string? message, IAgentObserver observer, CancellationToken cancellationToken) =>
        bounds.RunAsync(context, token => sessionId is { } id
            ? ContinueAsync(context, id, message, observer, token)
            : BeginAsync(context, message!, observer, token), cancellationToken);

    // Asked before the model is: where there is no place for the session its answer would be for nothing. Whether there still is one
    // when the turn is written shows then.
    private async Task<TurnResult> BeginAsync(TenantContext context, string message, IAgentObserver observer, CancellationToken cancellationToken) =>
        await quotas.LookForSessionAsync(context, cancellationToken) is { } refusal
            ? new TurnFailure.OverBudget(refusal)
            : await WithinTimeAsync(context, null, message, observer, cancellationToken);

    private async Task<TurnResult> ContinueAsync(
        TenantContext context, Guid sessionId, string? message, IAgentObserver observer, CancellationToken cancellationToken)
    {
        var duration = options.Value.SessionLease;
        var (lease, isHeld) = await leases.TakeAsync(context, sessionId, duration, cancellationToken);
        if (lease is null)
        {
            return isHeld ? new TurnFailure.Busy() : new TurnFailure.NoSession();
        }

        await using var keeper = new LeaseKeeper(new SessionLease(leases, context, lease, duration), $"session {sessionId}", duration, time, logger);
        using var turn = working.Begin(context, sessionId);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(keeper.Lost, turn.Cancelled, cancellationToken);
        try
        {
            return message is null
                ? await AgainAsync(context, lease, observer, linked.Token)
                : await WithinTimeAsync(context, lease, message, observer, linked.Token);
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return await LostAsync(context, sessionId, cancellationToken);
        }
    }

    private async Task<TurnResult> AgainAsync(TenantContext context, Lease lease, IAgentObserver observer, CancellationToken cancellationToken) =>
        await sessions.LastTurnAsync(context, lease.SessionId, cancellationToken) is { Question: var question, TurnId: var turnId }
            ? await WithinTimeAsync(context, lease with { Messages = question.Number - 1, Replaces = turnId }, question.Content, observer, cancellationToken)
            : new TurnFailure.NoTurn();

    private Task<TurnResult> WithinTimeAsync(
        TenantContext context, Lease? lease, string message, IAgentObserver observer, CancellationToken cancellationToken) =>
        bounds.WithinTimeAsync(token => AnswerAsync(context, lease, message, observer, token), cancellationToken);

    private Task<TurnResult> AnswerAsync(TenantContext context, Lease? lease, string message, IAgentObserver observer, CancellationToken cancellationToken)
    {
        var turnId = Guid.CreateVersion7(time.GetUtcNow());
        return AnswerAsync(context, lease, turnId, message, lease is null ? null : books.OfRequest(context, lease.SessionId, turnId), observer, cancellationToken);
    }

    private Task<TurnResult> AnswerAsync(TenantContext context, Lease lease, TurnOrder order, IAgentObserver observer, CancellationToken cancellationToken) =>
        AnswerAsync(context, lease, order.TurnId, order.Message, order.Book, observer, cancellationToken);

    private async Task<TurnResult> AnswerAsync(
        TenantContext context, Lease? lease, Guid turnId, string message, ITurnBook? book, IAgentObserver observer, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        var sessionId = lease?.SessionId ?? Guid.CreateVersion7(started);
        var run = await PrepareAsync(context, turnId, lease, message, book, cancellationToken);
        using var purpose = ModelRun.Begin("chat_turn", sessionId.ToString(), turnId);
        var outcome = await agent.RunAsync(run, observer, cancellationToken);
        var turn = new Turn(turnId, sessionId, message, outcome, started, time.GetUtcNow());
        var answer = new TurnAnswer(sessionId, turnId, outcome, turn.CompletedAt - started);
        var (isWritten, refusal) = await writer.WriteAsync(context, turn, lease, book, answer, cancellationToken);
        return refusal is not null ? new TurnFailure.OverBudget(refusal)
            : isWritten ? answer
            : await LostAsync(context, sessionId, cancellationToken);
    }

    private async Task<AgentRun> PrepareAsync(
        TenantContext context, Guid turnId, Lease? lease, string message, ITurnJournal? journal, CancellationToken cancellationToken)
    {
        var bytes = await window.BytesAsync(context, turnId, cancellationToken);
        var prompt = await prompts.WriteAsync(context, bytes / AgentRun.BytesPerToken, cancellationToken);
        var room = bytes - prompt.Bytes - Encoding.UTF8.GetByteCount(message);
        IReadOnlyList<StoredMessage> history = lease is null ? [] : await sessions.RecentAsync(context, lease, room, cancellationToken);
        return new AgentRun(context, turnId, prompt.Messages, [.. history.Select(MessageMapping.ToChat)], new ChatMessage(ChatRole.User, message), bytes)
        {
            HasReadText = prompt.HoldsOthersText || history.Any(stored => stored.Role == "tool" && tools.ReturnsText(stored.ToolName)),
            Journal = journal ?? NoJournal.Instance,
        };
    }

    // Deleted meanwhile, or taken over after this process could not renew its hold for too long.
    private async Task<TurnResult> LostAsync(TenantContext context, Guid sessionId, CancellationToken cancellationToken) =>
        await sessions.ExistsAsync(context, sessionId, cancellationToken) ? new TurnFailure.Busy() : new TurnFailure.NoSession();
}
