using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Arming;

/// <summary>Arms one job anew in its tenant's scope, in one transaction with the event that says so.</summary>
internal sealed partial class JobArming(TenantDb db, TimeProvider time, ILogger<JobArming> logger)
{
    /// <summary>Does it; nothing where the job is gone, is paused, or cannot be read.</summary>
    /// <param name="found">The job.</param>
    /// <param name="arm">The job as it is to be; itself where nothing changes.</param>
    /// <param name="reason">One of <see cref="RearmReason"/>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task ArmAsync(ArmedJob found, Func<Job, Job> arm, string reason, CancellationToken cancellationToken)
    {
        var context = TenantContext.ForWork(found.TenantId, found.UserId, found.Plan, found.Epoch, found.Quotas, found.TimeZone);
        using var scope = TenantScope.Begin(context);
        using var audited = AuditedWork.OfSystem("schedule.jobs.rearm", found.UserId, found.JobId.ToString()).Begin();
        try
        {
            await db.TransactionAsync(context, async transaction =>
            {
                if (await transaction.QuerySingleAsync(JobQueries.FindToChange(context, found.JobId), StoredJobs.Read, cancellationToken) is { Status: not JobStatus.Paused } job)
                {
                    await WriteAsync(transaction, job, arm(job), reason, cancellationToken);
                }

                return true;
            }, cancellationToken);
        }
        catch (StoredDataException exception)
        {
            // It cannot be fired either, and keeps no other from being armed.
            Log.PassedOver(logger, exception, found.JobId);
        }
    }

    private async Task WriteAsync(TenantTransaction transaction, Job job, Job armed, string reason, CancellationToken cancellationToken)
    {
        // One that is done since its user has passed over its last run stays so.
        if (job.NextAt is null && armed.NextAt is { } revived && await SkippedRun.IsSkippedAsync(transaction, job.JobId, revived, cancellationToken))
        {
            return;
        }

        await Rearming.WriteAsync(transaction, job, armed, reason, cancellationToken);
        await MovedRun.NoteAsync(transaction, job, armed, time.GetUtcNow().Truncate(), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Job {JobId} cannot be read, and is not armed anew")]
        public static partial void PassedOver(ILogger logger, Exception exception, Guid jobId);
    }
}
