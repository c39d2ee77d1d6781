using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Turns;

/// <summary>
/// One turn from the user's message to the answer, whichever door it came through. All of it is written at its end, in one
/// transaction: a turn that fails leaves the session as it was, and the user may send the message again.
/// </summary>
internal sealed class TurnService(
    IAgent agent, TurnPreparation preparation, SessionStore sessions, SessionLeases leases, TurnWriter writer, ITurnBooks books, WorkingTurns working, TurnBounds bounds,
    IOptions<AgentOptions> options, TimeProvider time, ILogger<TurnService> logger)
{
    /// <summary>Runs a turn in the session <paramref name="sessionId"/>, or with null in a new one.</summary>
    public Task<TurnResult> RunAsync(
        TenantContext context, Guid? sessionId, TurnOpening opening, IAgentObserver observer, CancellationToken cancellationToken) =>
        bounds.RunAsync(context, async token =>
        {
            var reads = await preparation.ReadsAsync(context, sessionId, token);
            var prepared = opening with { Reads = reads };
            return sessionId is { } id
                ? await HoldAsync(context, id, reads.Steps, (lease, inner) => AnswerAsync(context, lease, prepared, observer, inner), token)
                : await preparation.LookAsync(context, reads, token) is { } refusal ? new TurnFailure.OverBudget(refusal)
                : await AnswerAsync(context, null, prepared, observer, token);
        }, cancellationToken);

    /// <summary>
    /// Runs the session's last turn again, from the same message and what was before it. It takes the place of the old one when it is written; until
    /// then, and where it fails, the old one stays. What tools of the old one did is done.
    /// </summary>
    public Task<TurnResult> RegenerateAsync(TenantContext context, Guid sessionId, IAgentObserver observer, CancellationToken cancellationToken) =>
        bounds.RunAsync(context, token => HoldAsync(context, sessionId, [], (lease, inner) => AgainAsync(context, lease, observer, inner), token), cancellationToken);

    /// <summary>Makes a turn that was asked for earlier, under a hold that its caller keeps.</summary>
    public Task<TurnResult> MakeAsync(TenantContext context, Lease lease, TurnOrder order, IAgentObserver observer, CancellationToken cancellationToken) =>
        bounds.RunAsync(context, outer => bounds.WithinTimeAsync(
            inner => TryAnswerAsync(context, lease, order.TurnId, order.Opening, order.Book, observer, inner), outer), cancellationToken);

    /// <summary>
    /// Does <paramref name="work"/> while no turn is at work in the session, where there is one; what it does there may go on with <see cref="AnswerAsync"/>.
    /// </summary>
    public Task<TurnResult> WhileIdleAsync(
        TenantContext context, Guid? sessionId, Func<Lease?, CancellationToken, Task<TurnResult>> work, CancellationToken cancellationToken) =>
        bounds.RunAsync(context, token => sessionId is { } id ? HoldAsync(context, id, [], work, token) : work(null, token), cancellationToken);

    /// <summary>One turn in a session that is held, or with null the first of a new one.</summary>
    public Task<TurnResult> AnswerAsync(
        TenantContext context, Lease? lease, TurnOpening opening, IAgentObserver observer, CancellationToken cancellationToken) =>
        bounds.WithinTimeAsync(token =>
        {
            var turnId = Guid.CreateVersion7(time.GetUtcNow());
            return TryAnswerAsync(context, lease, turnId, opening, lease is null ? null : books.OfRequest(context, lease.SessionId, turnId), observer, token);
        }, cancellationToken);

    private async Task<TurnResult> HoldAsync(
        TenantContext context, Guid sessionId, IReadOnlyList<SqlStep> along, Func<Lease, CancellationToken, Task<TurnResult>> work, CancellationToken cancellationToken)
    {
        var duration = options.Value.SessionLease;
        var (lease, isHeld) = await leases.TakeAsync(context, sessionId, duration, along, cancellationToken);
        if (lease is null)
        {
            return isHeld ? new TurnFailure.Busy() : new TurnFailure.NoSession();
        }

        var hold = new SessionLease(leases, context, lease, duration);
        await using var keeper = new LeaseKeeper(hold, $"session {sessionId}", duration, time, logger);
        using var turn = working.Begin(context, sessionId);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(keeper.Lost, turn.Cancelled, cancellationToken);
        try
        {
            var result = await work(lease, linked.Token);
            hold.IsGivenBack = result.Answer is { IsWritten: true };
            return result;
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
                Following = [.. approved.Select(MessageMapping.ToChat)], Labels = approved.Aggregate(TextLabels.None, (labels, stored) => labels | preparation.LabelsOf(stored)),
            }, observer, cancellationToken)
            : new TurnFailure.NoTurn();

    private async Task<TurnResult> TryAnswerAsync(
        TenantContext context, Lease? lease, Guid turnId, TurnOpening opening, ITurnBook? book, IAgentObserver observer, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        var sessionId = lease?.SessionId ?? Guid.CreateVersion7(started);
        var run = await preparation.PrepareAsync(context, turnId, sessionId, lease, opening, cancellationToken) with { Journal = book ?? (ITurnJournal)NoJournal.Instance };
        await using var model = ModelRun.BeginWriting(opening.Purpose, sessionId.ToString(), turnId);
        var outcome = await agent.RunAsync(run, observer, cancellationToken);
        var turn = new Turn(turnId, sessionId, opening.Question, outcome, started, time.GetUtcNow()) { Following = opening.Following, WindowBytes = run.WindowBytes };
        var answer = new TurnAnswer(sessionId, turnId, outcome, turn.CompletedAt - started)
        {
            IsQuiet = opening.IsQuiet(outcome), Cost = book is { TellsCost: true } ? await writer.CostAsync(context, turnId, model, cancellationToken) : null,
        };
        var (isWritten, refusal) = await writer.WriteAsync(context, turn, lease, book, answer, model, cancellationToken);
        return refusal is not null ? new TurnFailure.OverBudget(refusal)
            : isWritten ? answer with { IsWritten = true }
            : await LostAsync(context, sessionId, cancellationToken);
    }

    // Deleted meanwhile, or taken over after this process could not renew its hold for too long.
    private async Task<TurnResult> LostAsync(TenantContext context, Guid sessionId, CancellationToken cancellationToken) =>
        await sessions.ExistsAsync(context, sessionId, cancellationToken) ? new TurnFailure.Busy() : new TurnFailure.NoSession();
}
