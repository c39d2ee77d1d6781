using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Observability;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>
/// Fires the due occurrences of one claimed job, in its tenant's scope and in one transaction: their rows, the events
/// that ask for their reports and turns, and the job's next time. A crash leaves all of it or nothing.
/// </summary>
internal sealed partial class JobFiring(
    TenantDb db, SchedulerTelemetry telemetry, TimeProvider time, ILogger<JobFiring> logger)
{
    // The lease is a courtesy between replicas; what decides is this row, held until the commit. Where the tenant stands
    // otherwise than at the claim, the next claim says how.
    private const string SelectDue = $"""
        select {JobRows.Columns} from jobs
        where tenant_id = $1 and user_id = $2 and job_id = $3 and status = 'active' and next_run_at <= $4
        and exists (select from {TenantStates.Table} where tenant_id = $1 and epoch = $5 and {TenantStates.Works})
        for update
        """;

    private const string Advance = """
        update jobs set next_run_at = $4::timestamptz, status = $5, last_run_at = coalesce($6::timestamptz, last_run_at),
            lease_until = null, attempts = 0, runs = runs + 1
        where tenant_id = $1 and user_id = $2 and job_id = $3
        returning runs
        """;

    // Reads nothing of the job: that may be what ails it. Where it was changed or fired since the claim, nothing happens.
    private const string Pause = """
        with due as (
            select job_id, next_run_at from jobs
            where tenant_id = $1 and user_id = $2 and job_id = $3 and status = 'active' and attempts = $4 and next_run_at <= $5
            for update
        ), missed as (
            insert into occurrences (tenant_id, user_id, job_id, scheduled_for, trigger, status, completed_at)
            select $1, $2, job_id, next_run_at, 'schedule', 'failed', $5 from due
            on conflict do nothing
        )
        update jobs set status = 'paused', next_run_at = null, lease_until = null, attempts = 0
        from due where jobs.tenant_id = $1 and jobs.user_id = $2 and jobs.job_id = due.job_id
        returning greatest(least(due.next_run_at, '9999-12-31Z'), '0001-01-01Z')
        """;

    private const int PruneEvery = 100;

    /// <summary>Fires what is due; does nothing where the job was fired or changed meanwhile, or its tenant was.</summary>
    public async Task FireAsync(ClaimedJob claim, CancellationToken cancellationToken)
    {
        var context = ContextOf(claim);
        using var scope = TenantScope.Begin(context);
        using var audited = AuditedWork.OfSystem("schedule.jobs.fire", claim.UserId, claim.JobId.ToString()).Begin();
        using var activity = telemetry.StartFiring(claim.JobId);
        var plan = await db.TransactionAsync(context, transaction => FireAsync(transaction, claim.JobId, cancellationToken), cancellationToken);
        if (plan is not null)
        {
            telemetry.Fired(claim.TenantId, plan.Fired, plan.Skipped.Count, time.GetUtcNow());
            Log.Fired(logger, claim.JobId, plan.Fired.Count, plan.Skipped.Count);
        }
    }

    /// <summary>Pauses a job that could not be fired as often as it may be tried, and notes and tells that the run failed, in one transaction.</summary>
    public async Task PauseAsync(ClaimedJob claim, CancellationToken cancellationToken)
    {
        var context = ContextOf(claim);
        using var scope = TenantScope.Begin(context);
        using var audited = AuditedWork.OfSystem("schedule.jobs.pause", claim.UserId, claim.JobId.ToString()).Begin();
        var isPaused = await db.TransactionAsync(context, async transaction =>
        {
            var missed = await transaction.QueryAsync(new Sql(Pause, claim.TenantId, claim.UserId, claim.JobId, claim.Attempts, time.GetUtcNow().Truncate()),
                static row => row.GetFieldValue<DateTimeOffset>(0), cancellationToken);
            if (missed is not [var due])
            {
                return false;
            }

            await transaction.PublishAsync(new JobRunEnded(claim.JobId, due, OccurrenceTrigger.Schedule, OccurrenceStatus.Failed, null, 1), cancellationToken);
            return true;
        }, cancellationToken);
        if (isPaused)
        {
            telemetry.Paused(claim.TenantId);
            Log.Paused(logger, claim.JobId, claim.Attempts);
        }
    }

    /// <summary>Whom the work is done for: the row's user, as its tenant stood at the claim.</summary>
    private static TenantContext ContextOf(ClaimedJob claim) => TenantContext.ForWork(claim.TenantId, claim.UserId, claim.Plan, claim.Epoch, claim.Quotas, claim.TimeZone, claim.KeyId, claim.UserQuotas, claim.KeyQuotas);

    private async Task<OccurrencePlan?> FireAsync(TenantTransaction transaction, Guid jobId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().Truncate();
        var (tenant, user) = (transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId);
        var job = await transaction.QuerySingleAsync(new Sql(SelectDue, tenant, user, jobId, now, transaction.Context.Epoch), StoredJobs.Read, cancellationToken);
        if (job is null)
        {
            return null;
        }

        var plan = OccurrencePlan.Of(job.Compile(), job.NextAt!.Value, now, job.Misfire, TimeSpan.FromSeconds(job.MisfireGraceSeconds));
        foreach (var scheduledFor in plan.Fired)
        {
            await Occurrences.FireAsync(transaction, job, scheduledFor, OccurrenceTrigger.Schedule, now, cancellationToken);
        }

        if (plan.Skipped.Count > 0)
        {
            await Occurrences.SkipAsync(transaction, job, plan, cancellationToken);
        }

        var advance = new Sql(Advance, tenant, user, jobId, plan.Next, plan.Next is null ? JobStatus.Done : JobStatus.Active,
            plan.Fired.Count > 0 ? plan.Fired[^1] : null);
        var firings = await transaction.QuerySingleAsync(advance, static row => row.GetInt64(0), cancellationToken);
        if (firings % PruneEvery == 0)
        {
            await transaction.ExecuteAsync(cancellationToken, Occurrences.Prune(transaction.Context, jobId));
        }

        return plan;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Job {JobId} is paused: it could not be fired in {Attempts} attempts")]
        public static partial void Paused(ILogger logger, Guid jobId, int attempts);

        [LoggerMessage(LogLevel.Information, "Job {JobId}: {Fired} occurrences fired, {Skipped} skipped")]
        public static partial void Fired(ILogger logger, Guid jobId, int fired, int skipped);
    }
}
