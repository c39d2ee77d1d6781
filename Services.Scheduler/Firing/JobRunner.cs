using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Domain;
using Nanobot.Services.Scheduler.Observability;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>
/// Makes the due runs of one claimed job, in its tenant's verified scope and in one transaction: the runs' rows, the
/// events that ask for their reports, and the job's next time. A crash leaves all of it or nothing.
/// </summary>
internal sealed partial class JobRunner(
    TenantDb db, TenantContextCodec codec, SchedulerTelemetry telemetry, TimeProvider time, ILogger<JobRunner> logger)
{
    // The lease is a courtesy between replicas; what decides is this row, held until the commit.
    private const string SelectDue = $"""
        select {JobRows.Columns} from jobs
        where tenant_id = $1 and user_id = $2 and job_id = $3 and status = 'active' and next_run_at <= $4
        for update
        """;

    private const string Advance = """
        update jobs set next_run_at = $4::timestamptz, status = $5, last_run_at = coalesce($6::timestamptz, last_run_at),
            lease_until = null, attempts = 0, runs = runs + 1
        where tenant_id = $1 and user_id = $2 and job_id = $3
        returning runs
        """;

    private const string Prune = """
        delete from occurrences where tenant_id = $1 and user_id = $2 and job_id = $3
        and scheduled_for < (select scheduled_for from occurrences
            where tenant_id = $1 and user_id = $2 and job_id = $3 order by scheduled_for desc offset $4 limit 1)
        """;

    private const int KeptRuns = 500;
    private const int PruneEvery = 100;

    /// <summary>Runs what is due; does nothing where the job was run or changed meanwhile.</summary>
    public async Task RunAsync(ClaimedJob claim, CancellationToken cancellationToken)
    {
        if (codec.Verify(claim.TenantContext, ContextAudience.Background) is not { } context
            || context.TenantId != claim.TenantId || context.UserId != claim.UserId)
        {
            telemetry.Failed();
            Log.Unverified(logger, claim.JobId);
            return;
        }

        using var scope = TenantScope.Begin(context);
        using var activity = telemetry.StartRun(claim.JobId);
        var plan = await db.TransactionAsync(context, transaction => RunAsync(transaction, claim.JobId, cancellationToken), cancellationToken);
        if (plan is not null)
        {
            telemetry.Ran(context, plan, time.GetUtcNow());
            Log.Ran(logger, claim.JobId, plan.Made.Count, plan.Skipped.Count);
        }
    }

    private async Task<RunPlan?> RunAsync(TenantTransaction transaction, Guid jobId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().Truncate();
        var (tenant, user) = (transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId);
        var job = await transaction.QuerySingleAsync(new Sql(SelectDue, tenant, user, jobId, now), JobRows.Map, cancellationToken);
        if (job is null)
        {
            return null;
        }

        var plan = RunPlan.Of(job.Compile(), job.NextRunAt!.Value, now, job.Misfire, TimeSpan.FromSeconds(job.MisfireGraceSeconds));
        foreach (var scheduledFor in plan.Made)
        {
            await Occurrences.MakeAsync(transaction, job, scheduledFor, OccurrenceTrigger.Schedule, now, cancellationToken);
        }

        if (plan.Skipped.Count > 0)
        {
            await transaction.ExecuteAsync(cancellationToken, Occurrences.Skip(transaction, job, plan));
        }

        var advance = new Sql(Advance, tenant, user, jobId, plan.Next, plan.Next is null ? JobStatus.Done : JobStatus.Active,
            plan.Made.Count > 0 ? plan.Made[^1] : null);
        var runs = await transaction.QuerySingleAsync(advance, static row => row.GetInt64(0), cancellationToken);
        if (runs % PruneEvery == 0)
        {
            await transaction.ExecuteAsync(cancellationToken, new Sql(Prune, tenant, user, jobId, KeptRuns));
        }

        return plan;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The context of job {JobId} does not verify; it is tried again later and later")]
        public static partial void Unverified(ILogger logger, Guid jobId);

        [LoggerMessage(LogLevel.Information, "Job {JobId}: {Made} runs made, {Skipped} skipped")]
        public static partial void Ran(ILogger logger, Guid jobId, int made, int skipped);
    }
}
