using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Services.Chat.Runs;

/// <summary>
/// Cancels runs. One that waits ends here; of one at work the wish is in its row, and an event tells the process that works on it, which ends the request
/// to the model's server. Where the event is not heard, the wish is read when the hold is renewed.
/// </summary>
internal sealed class RunCancellation(TenantDb db, RunStore runs, TimeProvider time)
{
    private const string Cancel = """
        update chat_run set cancel_asked_at = coalesce(cancel_asked_at, $4),
            state = case when state = 'queued' then 'cancelled' else state end,
            ended_at = case when state = 'queued' then $4 end
        where tenant_id = $1 and user_id = $2 and run_id = $3 and ended_at is null
        returning session_id, state, job_id
        """;

    private const string Forget = """
        delete from chat_run_step where tenant_id = $1 and user_id = $2 and run_id = $3
            and exists (select from chat_run where tenant_id = $1 and user_id = $2 and run_id = $3 and ended_at is not null)
        """;

    /// <summary>The run as it is then; or why it was not cancelled.</summary>
    public async Task<(RunResource? Run, Refusal? Refusal)> CancelAsync(TenantContext context, Guid runId, CancellationToken cancellationToken)
    {
        AuditedWork.Name(runId.ToString());
        await db.TransactionAsync(context, async transaction =>
        {
            var (tenant, user) = (context.RequiredTenantId, context.RequiredUserId);
            var found = await transaction.QueryAsync(new Sql(Cancel, tenant, user, runId, time.GetUtcNow()), static row => (Session: row.GetGuid(0), State: row.GetString(1), IsJobs: !row.IsDBNull(2)), cancellationToken);
            if (found is [{ State: RunState.Running } atWork])
            {
                await transaction.PublishAsync(new TurnCancelled(atWork.Session, runId), cancellationToken);
            }
            else if (found.Count > 0)
            {
                await transaction.ExecuteAsync(cancellationToken, new Sql(Forget, tenant, user, runId));
                await (found[0].IsJobs ? transaction.PublishAsync(TurnEnds.Cancelled(runId), cancellationToken) : Task.CompletedTask);
            }
        }, cancellationToken);
        return await runs.FindAsync(context, runId, cancellationToken) is not { } run ? (null, RunRefusals.NotFound)
            : run.State is RunState.Completed or RunState.Failed ? (null, RunRefusals.Ended)
            : (run, null);
    }
}
