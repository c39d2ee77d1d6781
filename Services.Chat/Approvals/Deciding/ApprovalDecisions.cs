using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Observability;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Approvals.Deciding;

/// <summary>
/// Takes a user's decision on a call that waits. It is taken while no turn is at work in the session, by the row that it changes: of several at once one
/// is, and what it approved is done once. A process that dies in between leaves the approval as approved, and nothing does it again.
/// </summary>
internal sealed class ApprovalDecisions(ApprovalStore approvals, ApprovedCalls calls, TurnService turns, ChatTelemetry telemetry, TimeProvider time)
{
    /// <summary>
    /// Approves or rejects. What was approved is done, and the assistant speaks of it: that is the answer, as of any turn. A rejection has words of the house.
    /// </summary>
    /// <param name="context">Whose approval it is.</param>
    /// <param name="approvalId">Which.</param>
    /// <param name="approves">What the user decides.</param>
    /// <param name="hash">The hash of what the user saw; null where that is not said.</param>
    /// <param name="observer">Watches the turn that follows.</param>
    /// <param name="cancellationToken">Ends the wait; what is being done by then is done.</param>
    public async Task<TurnResult> DecideAsync(
        TenantContext context, Guid approvalId, bool approves, string? hash, IAgentObserver observer, CancellationToken cancellationToken)
    {
        AuditedWork.Name(approvalId.ToString());
        if (await approvals.FindAsync(context, approvalId, cancellationToken) is not { } call)
        {
            return new TurnFailure.NotDecided(ApprovalRefusals.NotFound);
        }

        if (Obstacle(call, approves, hash) is { } refusal)
        {
            return new TurnFailure.NotDecided(refusal);
        }

        var ended = call.Approval;
        var result = await turns.WhileIdleAsync(context, call.Approval.SessionId, approves ? ApproveAsync : RejectAsync, cancellationToken);
        return result switch
        {
            { Answer: { } answer } => Told(answer, ended),
            // What was approved is done, whatever becomes of the words about it: the next turn hears of it.
            { Failure: TurnFailure.NoModel or TurnFailure.Denied or TurnFailure.OverBudget or TurnFailure.OutOfTime } when ended.State != ApprovalState.Pending =>
                Told(Said(ended, DecisionWords.Silent(call, ended.State, result.Failure.Code)), ended),
            _ => result,
        };

        async Task<TurnResult> ApproveAsync(Lease? lease, CancellationToken token)
        {
            if (!await approvals.IsUpToDateAsync(context, call, token))
            {
                return new TurnFailure.NotDecided(ApprovalRefusals.Outdated);
            }

            if (!await approvals.DecideAsync(context, approvalId, ApprovalState.Approved, token))
            {
                return await LostAsync(context, approvalId, token);
            }

            var made = await calls.MakeAsync(context, call);
            var state = made.Failed ? ApprovalState.Failed : ApprovalState.Executed;
            await approvals.EndAsync(context, approvalId, state, made.Text, CancellationToken.None);
            telemetry.ApprovalDecided(context, state);
            ended = ended with { State = state, DecidedAt = time.GetUtcNow() };
            return lease is null ? Said(ended, DecisionWords.Made(call, state)) : await turns.AnswerAsync(context, lease, calls.Opening(call, made), observer, token);
        }

        async Task<TurnResult> RejectAsync(Lease? lease, CancellationToken token)
        {
            if (!await approvals.DecideAsync(context, approvalId, ApprovalState.Rejected, token))
            {
                return await LostAsync(context, approvalId, token);
            }

            telemetry.ApprovalDecided(context, ApprovalState.Rejected);
            ended = ended with { State = ApprovalState.Rejected, DecidedAt = time.GetUtcNow() };
            return Said(ended, DecisionWords.Rejected(call));
        }
    }

    private static Refusal? Obstacle(ApprovedCall call, bool approves, string? hash) => call.Approval.State switch
    {
        ApprovalState.Expired => ApprovalRefusals.Expired,
        not ApprovalState.Pending => ApprovalRefusals.Decided(call.Approval.State),
        // Where the row is not what was hashed nobody may approve it.
        _ when (hash is not null && hash != call.Approval.ArgumentsHash) || (approves && !call.IsWhole) => ApprovalRefusals.Mismatch,
        _ => null,
    };

    // Somebody else has decided, or its time has passed, since it was looked at.
    private async Task<TurnFailure> LostAsync(TenantContext context, Guid approvalId, CancellationToken cancellationToken) =>
        new TurnFailure.NotDecided(await approvals.FindAsync(context, approvalId, cancellationToken) is { } now
            ? Obstacle(now, approves: false, hash: null) ?? ApprovalRefusals.Decided(now.Approval.State)
            : ApprovalRefusals.NotFound);

    private static TurnAnswer Told(TurnAnswer answer, Approval ended) => answer with { Outcome = answer.Outcome with { Approvals = [ended, .. answer.Outcome.Approvals] } };

    private static TurnAnswer Said(Approval approval, string words) => new(approval.SessionId ?? Guid.Empty, approval.TurnId, new AgentOutcome(words, [], default, 0, ""), TimeSpan.Zero);
}
