using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Scheduler.Observability;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>Pauses a job that could not be fired as often as it may be tried, and notes and tells that the run failed, in one transaction of its tenant.</summary>
internal sealed partial class JobPause(TenantDb db, SchedulerTelemetry telemetry, TimeProvider time, ILogger<JobPause> logger)
{
    // Reads nothing of the job: that may be what ails it. Where it was changed or fired since the claim, nothing happens. Its attempts stay, until somebody
    // changes it: operators find by them what a failure has paused.
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
        update jobs set status = 'paused', next_run_at = null, lease_until = null
        from due where jobs.tenant_id = $1 and jobs.user_id = $2 and jobs.job_id = due.job_id
        returning greatest(least(due.next_run_at, '9999-12-31Z'), '0001-01-01Z')
        """;

    /// <summary>Pauses the job of a claim whose attempt failed, unless anybody has changed it since.</summary>
    public async Task PauseAsync(ClaimedJob claim, CancellationToken cancellationToken)
    {
        var context = claim.Context;
        using var scope = TenantScope.Begin(context);
        using var audited = AuditedWork.OfSystem("schedule.jobs.pause", context.UserId, claim.JobId.ToString()).Begin();
        var isPaused = await db.TransactionAsync(context, async transaction =>
        {
            var missed = await transaction.QueryAsync(new Sql(Pause, context.TenantId, context.UserId, claim.JobId, claim.Attempt, time.GetUtcNow().Truncate()),
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
            Log.Paused(logger, claim.JobId, claim.Attempt);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Job {JobId} is paused: it could not be fired in {Attempts} attempts")]
        public static partial void Paused(ILogger logger, Guid jobId, int attempts);
    }
}
