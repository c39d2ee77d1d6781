using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>A run that its user wants passed over: it is in the history as <c>skipped</c>, and the job waits for the next one. Nobody is told: whoever wants it knows.</summary>
internal static class SkippedRun
{
    /// <summary>Why it was skipped, by its name on the wire.</summary>
    public const string ByUser = "user";

    private const string Insert = $"""
        insert into occurrences (tenant_id, user_id, job_id, scheduled_for, trigger, status, completed_at, reason)
        values ($1, $2, $3, $4, '{OccurrenceTrigger.Schedule}', '{OccurrenceStatus.Skipped}', $5, '{ByUser}')
        on conflict do nothing
        """;

    // What the job may do and whose limits it has stays as it is.
    private const string Advance = """
        update jobs set next_run_at = $4::timestamptz, status = $5, lease_until = null, attempts = 0
        where tenant_id = $1 and user_id = $2 and job_id = $3
        """;

    private const string SelectSkipped = $"""
        select count(*) from occurrences where tenant_id = $1 and user_id = $2 and job_id = $3 and scheduled_for = $4 and reason = '{ByUser}'
        """;

    /// <summary>Passes over the run that a held, active job waits for; returns the job as it is then.</summary>
    public static async Task<Job> SkipAsync(TenantTransaction transaction, Job job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (tenant, user, skipped) = (transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, job.SkipNext());
        await transaction.ExecuteAsync(cancellationToken,
            new Sql(Insert, tenant, user, job.JobId, job.NextAt, now), Wait(transaction.Context, skipped));
        return skipped;
    }

    /// <summary>Writes which run a held job waits for.</summary>
    public static Sql Wait(TenantContext context, Job job) => new(Advance, context.RequiredTenantId, context.RequiredUserId, job.JobId, job.NextAt, job.Status);

    /// <summary>Whether the run of that time has been passed over so already.</summary>
    public static async Task<bool> IsSkippedAsync(TenantTransaction transaction, Guid jobId, DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        TenantContext context = transaction.Context;
        return await transaction.QuerySingleAsync(
            new Sql(SelectSkipped, context.RequiredTenantId, context.RequiredUserId, jobId, scheduledFor), static row => row.GetInt64(0), cancellationToken) > 0;
    }
}
