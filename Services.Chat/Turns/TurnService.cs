using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Agent.Prompting;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Tools;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Usage;

namespace Nanobot.Services.Chat.Turns;

/// <summary>
/// One turn from the user's message to the answer, whichever door it came through. All of it is written at its end, in one
/// transaction: a turn that fails leaves the session as it was, and the user may send the message again.
/// </summary>
internal sealed class TurnService(
    IAgent agent, Prompts prompts, ToolCatalogue tools, SessionStore sessions, SessionLeases leases, ApprovalStore approvals, TurnWriter writer,
    ITurnBooks books, WorkingTurns working, TurnBounds bounds, TurnWindow window, UsageQuotas quotas, IOptions<AgentOptions> options, TimeProvider time, ILogger<TurnService> logger)
{
    /// <summary>Runs a turn in the session <paramref name="sessionId"/>, or with null in a new one.</summary>
    public Task<TurnResult> RunAsync(
        TenantContext context, Guid? sessionId, TurnOpening opening, IAgentObserver observer, CancellationToken cancellationToken) =>
        bounds.RunAsync(context, token => sessionId is { } id
            ? HoldAsync(context, id, (lease, inner) => AnswerAsync(context, lease, opening, observer, inner), token)
            : BeginAsync(context, opening, observer, token), cancellationToken);

    /// <summary>
    /// Runs the session's last turn again, from the same message and what was before it. It takes the place of the old one when it is written; until
    /// then, and where it fails, the old one stays. What tools of the old one did is done.
    /// </summary>
    public Task<TurnResult> RegenerateAsync(TenantContext context, Guid sessionId, IAgentObserver observer, CancellationToken cancellationToken) =>
        bounds.RunAsync(context, token => HoldAsync(context, sessionId, (lease, inner) => AgainAsync(context, lease, observer, inner), token), cancellationToken);

    /// <summary>Makes a turn that was asked for earlier, under a hold that its caller keeps.</summary>
    public Task<TurnResult> MakeAsync(TenantContext context, Lease lease, TurnOrder order, IAgentObserver observer, CancellationToken cancellationToken) =>
        bounds.RunAsync(context, outer => bounds.WithinTimeAsync(
            inner => TryAnswerAsync(context, lease, order.TurnId, new TurnOpening(order.Message), order.Book, observer, inner), outer), cancellationToken);

    /// <summary>
    /// Does <paramref name="work"/> while no turn is at work in the session, where there is one; what it does there may go on with <see cref="AnswerAsync"/>.
    /// </summary>
    public Task<TurnResult> WhileIdleAsync(
        TenantContext context, Guid? sessionId, Func<Lease?, CancellationToken, Task<TurnResult>> work, CancellationToken cancellationToken) =>
        bounds.RunAsync(context, token => sessionId is { } id ? HoldAsync(context, id, work, token) : work(null, token), cancellationToken);

    /// <summary>One turn in a session that is held, or with null the first of a new one.</summary>
    public Task<TurnResult> AnswerAsync(
        TenantContext context, Lease? lease, TurnOpening opening, IAgentObserver observer, CancellationToken cancellationToken) =>
        bounds.WithinTimeAsync(token =>
        {
            var turnId = Guid.CreateVersion7(time.GetUtcNow());
            return TryAnswerAsync(context, lease, turnId, opening, lease is null ? null : books.OfRequest(context, lease.SessionId, turnId), observer, token);
        }, cancellationToken);

    // Asked before the model is: where there is no place for the session its answer would be for nothing. Whether there still is one
    // when the turn is written shows then.
    private async Task<TurnResult> BeginAsync(TenantContext context, TurnOpening opening, IAgentObserver observer, CancellationToken cancellationToken) =>
        await quotas.LookForSessionAsync(context, cancellationToken) is { } refusal
            ? new TurnFailure.OverBudget(refusal)
            : await AnswerAsync(context, null, opening, observer, cancellationToken);

    private async Task<TurnResult> HoldAsync(
        TenantContext context, Guid sessionId, Func<Lease, CancellationToken, Task<TurnResult>> work, CancellationToken cancellationToken)
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
            return await work(lease, linked.Token);
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return await LostAsync(context, sessionId, cancellationToken);
        }
    }

    private async Task<TurnResult> AgainAsync(TenantContext context, Lease lease, IAgentObserver observer, CancellationToken cancellationToken) =>
        await sessions.LastTurnAsync(context, lease.SessionId, cancellationToken) is { Question: var question, TurnId: var turnId, Approved: var approved }
            ? await AnswerAsync(context, lease with { Messages = question.Number - 1, Replaces = turnId }, new TurnOpening(question.Content)
            {
                // What was approved is done: it is spoken of once more, and not asked for again.
                Following = [.. approved.Select(MessageMapping.ToChat)], Labels = approved.Aggregate(TextLabels.None, (labels, stored) => labels | LabelsOf(stored)),
            }, observer, cancellationToken)
            : new TurnFailure.NoTurn();

    private async Task<TurnResult> TryAnswerAsync(
        TenantContext context, Lease? lease, Guid turnId, TurnOpening opening, ITurnBook? book, IAgentObserver observer, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        var sessionId = lease?.SessionId ?? Guid.CreateVersion7(started);
        var run = await PrepareAsync(context, turnId, sessionId, lease, opening, cancellationToken) with { Journal = book ?? (ITurnJournal)NoJournal.Instance };
        using var purpose = ModelRun.Begin("chat_turn", sessionId.ToString(), turnId);
        var outcome = await agent.RunAsync(run, observer, cancellationToken);
        var turn = new Turn(turnId, sessionId, opening.Question, outcome, started, time.GetUtcNow()) { Following = opening.Following };
        var answer = new TurnAnswer(sessionId, turnId, outcome, turn.CompletedAt - started);
        var (isWritten, refusal) = await writer.WriteAsync(context, turn, lease, book, answer, cancellationToken);
        return refusal is not null ? new TurnFailure.OverBudget(refusal)
            : isWritten ? answer
            : await LostAsync(context, sessionId, cancellationToken);
    }

    private async Task<AgentRun> PrepareAsync(
        TenantContext context, Guid turnId, Guid sessionId, Lease? lease, TurnOpening opening, CancellationToken cancellationToken)
    {
        var bytes = await window.BytesAsync(context, turnId, cancellationToken);
        var prompt = await prompts.WriteAsync(context, bytes / AgentRun.BytesPerToken, cancellationToken);
        var question = new ChatMessage(ChatRole.User, [new TextContent(opening.Question), .. opening.Images]);
        var room = bytes - prompt.Bytes - ContextWindow.Size(question) - opening.Following.Sum(ContextWindow.Size);
        IReadOnlyList<StoredMessage> history = lease is null ? [] : await sessions.RecentAsync(context, lease, room, cancellationToken);
        var decided = lease is { HasDecisions: true } ? DecisionNotice.Of(await approvals.DecidedAsync(context, lease.SessionId, cancellationToken)) : [];
        return new AgentRun(context, turnId, [.. prompt.Messages, .. decided], [.. history.Select(MessageMapping.ToChat)], question, bytes)
        {
            SessionId = sessionId,
            Following = opening.Following,
            Labels = history.Aggregate(prompt.Labels | opening.Labels, (labels, stored) => labels | LabelsOf(stored)),
        };
    }

    // What an older version kept says nothing of where it came from.
    private TextLabels LabelsOf(StoredMessage stored) => LabelSet.Read(stored.Labels)
        ?? (stored.Role == "tool" && tools.Carries(stored.ToolName) != TextLabels.None ? TextLabels.Other : TextLabels.None);

    // Deleted meanwhile, or taken over after this process could not renew its hold for too long.
    private async Task<TurnResult> LostAsync(TenantContext context, Guid sessionId, CancellationToken cancellationToken) =>
        await sessions.ExistsAsync(context, sessionId, cancellationToken) ? new TurnFailure.Busy() : new TurnFailure.NoSession();
}
