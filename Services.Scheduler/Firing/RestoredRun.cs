using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>A run that its user wants after all, having passed it over: it leaves the history, and the job waits for it where it comes sooner than what that waits for.</summary>
internal static class RestoredRun
{
    private const string Select = $"""
        select scheduled_for from occurrences
        where tenant_id = $1 and user_id = $2 and job_id = $3 and reason = '{SkippedRun.ByUser}' and (scheduled_for = $4::timestamptz or ($4::timestamptz is null and scheduled_for > $5))
        order by scheduled_for
        """;

    private const string Delete = $"""
        delete from occurrences where tenant_id = $1 and user_id = $2 and job_id = $3 and scheduled_for = any ($4) and reason = '{SkippedRun.ByUser}'
        """;

    /// <summary>Makes the run of one time, or of all times that are yet to come, what the held job has again; or says why not. One that it has already is as it is to be.</summary>
    /// <param name="transaction">The user's.</param>
    /// <param name="job">The job.</param>
    /// <param name="named">Which run; null for each that was passed over and that the job still has.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<Refusal?> RestoreAsync(
        TenantTransaction transaction, Job job, DateTimeOffset? named, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (tenant, user) = (transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId);
        var skipped = await transaction.QueryAsync(new Sql(Select, tenant, user, job.JobId, named, now), static row => row.GetFieldValue<DateTimeOffset>(0), cancellationToken);
        if (skipped.Count == 0)
        {
            return named > now && job.NextAt <= named && job.RunsAt(named.Value) ? null : JobRefusals.SkipNotFound;
        }

        if (named <= now)
        {
            return JobRefusals.SkipPast;
        }

        List<DateTimeOffset> restored = [.. skipped.Where(job.RunsAt)];
        if (restored.Count == 0)
        {
            return JobRefusals.SkipOutdated(job.NextAt);
        }

        await transaction.ExecuteAsync(cancellationToken,
            new Sql(Delete, tenant, user, job.JobId, restored.ToArray()), SkippedRun.Wait(transaction.Context, job.Restore(restored[0])));
        return null;
    }
}
