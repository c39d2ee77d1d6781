using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Platform.Webhooks;
using Nanobot.Services.Scheduler.Firing;

namespace Nanobot.Services.Scheduler.Webhooks.Delivering;

/// <summary>Notes what came of a try, in one transaction with all that follows of it; nothing where the lease is lost.</summary>
internal sealed class DeliveryEnds(TenantDb db, TimeProvider time)
{
    // Deliveries of one job that wait for another try: what would be one more gives up its place.
    private const int MostWaiting = 100;

    private const string End = $"delete from deliveries {DeliveryRows.Mine}";

    private const string Complete = """
        update occurrences set status = $5, completed_at = $6, error_code = $7::text, tries = $8, http_status = $9::int
        where tenant_id = $1 and user_id = $2 and job_id = $3 and scheduled_for = $4 and status = 'requested'
        returning trigger
        """;

    // Unless somebody has changed where it leads.
    private const string Pause = """
        update jobs set status = 'paused', next_run_at = null, lease_until = null
        where tenant_id = $1 and user_id = $2 and job_id = $3 and status = 'active' and payload ->> 'url' = $4
        """;

    private const string Wait = $"update deliveries set lease_id = null, due_at = $6, last_code = $7 {DeliveryRows.Mine}";

    private const string Note = """
        update occurrences set tries = $5, http_status = $6::int where tenant_id = $1 and user_id = $2 and job_id = $3 and scheduled_for = $4 and status = 'requested'
        """;

    private const string CountLater = """
        select count(*) from (select from deliveries where tenant_id = $1 and user_id = $2 and job_id = $3 and scheduled_for > $4 limit $5) later
        """;

    /// <summary>Ends it; false where the lease is lost.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="gone">The address that wants nothing any more, and whose job is paused for it; else null.</param>
    /// <param name="refusal">What policies refused, for the audit.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<bool> EndAsync(ClaimedDelivery delivery, DeliveryOutcome outcome, string? gone, AuditEntry? refusal, CancellationToken cancellationToken)
    {
        var (context, status, now) = (delivery.Context, outcome.Code is null ? OccurrenceStatus.Completed : OccurrenceStatus.Failed, time.GetUtcNow().Truncate());
        using var audited = AuditedWork.OfSystem(gone is null ? "schedule.jobs.deliver" : "schedule.jobs.pause", context.UserId, delivery.JobId.ToString()).Begin();
        return await db.TransactionAsync(context, async transaction =>
        {
            if (await transaction.ExecuteAsync(cancellationToken, DeliveryRows.Statement(End, delivery)) == 0)
            {
                return false;
            }

            var ended = await transaction.QueryAsync(
                new Sql(Complete, context.RequiredTenantId, context.RequiredUserId, delivery.JobId, delivery.ScheduledFor, status, now, outcome.Code, delivery.Attempt, outcome.Status),
                static row => row.GetString(0), cancellationToken);
            foreach (var trigger in ended)
            {
                await transaction.PublishAsync(new JobRunEnded(delivery.JobId, delivery.ScheduledFor, trigger, status, null, 1, ErrorCode: outcome.Code), cancellationToken);
            }

            if (gone is not null)
            {
                await transaction.ExecuteAsync(cancellationToken, new Sql(Pause, context.RequiredTenantId, context.RequiredUserId, delivery.JobId, gone));
            }

            if (refusal is not null)
            {
                await transaction.PublishAsync(new AuditRecorded(refusal), cancellationToken);
            }

            return true;
        }, cancellationToken);
    }

    /// <summary>Leaves it to a later try, unless as many later runs of its job wait as may: then nothing is done, and the answer is false.</summary>
    public Task<bool> PostponeAsync(ClaimedDelivery delivery, DeliveryOutcome outcome, TimeSpan wait, CancellationToken cancellationToken)
    {
        var (tenant, user) = (delivery.Context.RequiredTenantId, delivery.Context.RequiredUserId);
        return db.TransactionAsync(delivery.Context, async transaction =>
        {
            var later = new Sql(CountLater, tenant, user, delivery.JobId, delivery.ScheduledFor, MostWaiting);
            if (await transaction.QuerySingleAsync(later, static row => row.GetInt64(0), cancellationToken) >= MostWaiting)
            {
                return false;
            }

            await transaction.ExecuteAsync(cancellationToken,
                DeliveryRows.Statement(Wait, delivery, time.GetUtcNow() + wait, outcome.Code) with { IsBookkeeping = true },
                new Sql(Note, tenant, user, delivery.JobId, delivery.ScheduledFor, delivery.Attempt, outcome.Status) { IsBookkeeping = true });
            return true;
        }, cancellationToken);
    }
}
