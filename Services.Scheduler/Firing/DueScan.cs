using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Scheduler.Observability;
using Npgsql;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>
/// One look: holds a batch of due jobs and fires it in the same transaction, those of tenants that may work at that moment by the word of the tenants
/// module. What events have told may be older than what somebody has been answered. A crash leaves all of a batch, or nothing, and keeps no job waiting.
/// </summary>
internal sealed partial class DueScan(
    DueJobs due, FiringPace pace, JobPause pause, StandingCheck standings, SchedulerTelemetry telemetry, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<DueScan> logger)
{
    private static readonly PlatformScope Scope = new("due scan");

    private bool _isBacklog;

    /// <summary>Returns how many jobs were claimed. While more is due than a batch holds, several are fired side by side.</summary>
    /// <exception cref="ModuleUnavailableException">The tenants module does not say how tenants stand; nothing was fired.</exception>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        await standings.EnsureAsync(cancellationToken);
        var batches = _isBacklog ? options.Value.Parallelism : 1;
        var claims = await Task.WhenAll(Enumerable.Range(0, batches).Select(_ => FireBatchAsync(cancellationToken)));
        _isBacklog = claims.Any(static claim => claim.IsFull);
        return claims.Sum(static claim => claim.Jobs.Count);
    }

    private async Task<Claim> FireBatchAsync(CancellationToken cancellationToken)
    {
        var claim = Claim.None;
        FiringBatch batch;
        try
        {
            batch = await FireAsync(async transaction => (claim = await due.ClaimAsync(transaction, cancellationToken)).Jobs, null, cancellationToken);
        }
        catch (PostgresException exception) when (!exception.IsTransient && claim.Jobs.Count > 0)
        {
            // One of them has what the database does not take. Which one is found by firing each alone.
            Log.NotTogether(logger, exception, claim.Jobs.Count);
            foreach (var one in claim.Jobs)
            {
                await TellAsync(await FireAloneAsync(one, cancellationToken), cancellationToken);
            }

            return claim;
        }

        await TellAsync(batch, cancellationToken);
        return claim;
    }

    private async Task<FiringBatch> FireAloneAsync(ClaimedJob claim, CancellationToken cancellationToken)
    {
        try
        {
            return await FireAsync(transaction => due.ClaimAsync(transaction, claim, cancellationToken), null, cancellationToken);
        }
        catch (PostgresException exception) when (!exception.IsTransient)
        {
            return await FireAsync(transaction => due.ClaimAsync(transaction, claim, cancellationToken), exception, cancellationToken);
        }
    }

    // In one transaction; with a failure, what it holds is noted as failed.
    private Task<FiringBatch> FireAsync(Func<PlatformTransaction, Task<List<ClaimedJob>>> claim, Exception? failure, CancellationToken cancellationToken) =>
        due.TransactionAsync(async transaction =>
        {
            var held = await claim(transaction);
            // Not before the claim: what came to be due while it ran is due.
            var batch = new FiringBatch(transaction, telemetry, time.GetUtcNow().Truncate());
            if (held.Count == 0)
            {
                return batch;
            }

            var standing = await standings.CheckAsync(held.Select(static job => (job.TenantId, job.Context.Epoch)), cancellationToken);
            foreach (var job in held)
            {
                Take(batch, job, standing[job.TenantId], failure);
            }

            await batch.WriteAsync(options.Value.Lease, cancellationToken);
            await pace.TakeAsync(transaction, batch.Jobs.Sum(static job => job.Plan.Fired.Count), cancellationToken);
            Audit(transaction, batch);
            return batch;
        }, cancellationToken);

    private void Take(FiringBatch batch, ClaimedJob job, Standing standing, Exception? failure)
    {
        switch (standing)
        {
            case Standing.AsClaimed when failure is not null:
                batch.Fail(job, failure);
                break;
            case Standing.AsClaimed when job.Attempt > options.Value.MaximumAttempts:
                batch.Fail(job, new StoredDataException("it was not paused when its last attempt had failed"));
                break;
            case Standing.AsClaimed:
                batch.Fire(job);
                break;
            case Standing.Unknown:
                batch.Hold(job);
                break;
        }
    }

    // One entry for each tenant, of all that fired for it: which jobs they were and when stands in their histories.
    private static void Audit(PlatformTransaction transaction, FiringBatch batch)
    {
        foreach (var jobs in batch.Jobs.GroupBy(static job => job.Claim.TenantId, StringComparer.Ordinal))
        {
            var (first, count) = (jobs.First().Claim, jobs.Count());
            transaction.Audit(
                new AuditedWork
                {
                    Operation = "schedule.jobs.fire",
                    Role = Contracts.Audit.AuditOutcome.System,
                    UserId = jobs.All(job => job.Claim.Context.UserId == first.Context.UserId) ? first.Context.UserId : null,
                    Target = count == 1 ? first.JobId.ToString() : null,
                    Count = count,
                },
                TenantContext.ForTenantEvent(Scope, first.TenantId, first.Context.Plan, first.Context.Epoch));
        }
    }

    private async Task TellAsync(FiringBatch batch, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var (claim, plan) in batch.Jobs)
        {
            telemetry.Fired(claim.TenantId, plan.Fired, plan.Skipped.Count, now);
        }

        if (batch.Jobs.Count > 0)
        {
            Log.Fired(logger, batch.Jobs.Count, batch.Jobs.Sum(static job => job.Plan.Fired.Count), batch.Jobs.Sum(static job => job.Plan.Skipped.Count));
        }

        foreach (var claim in batch.Old)
        {
            await due.PruneAsync(claim, cancellationToken);
        }

        foreach (var (claim, failure) in batch.Failed)
        {
            telemetry.Failed();
            Log.Failed(logger, failure, claim.JobId, claim.Attempt);
            if (claim.Attempt >= options.Value.MaximumAttempts)
            {
                await pause.PauseAsync(claim, cancellationToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Jobs} jobs: {Fired} occurrences fired, {Skipped} skipped")]
        public static partial void Fired(ILogger logger, int jobs, int fired, int skipped);

        [LoggerMessage(LogLevel.Error, "Job {JobId} could not be fired at attempt {Attempt}")]
        public static partial void Failed(ILogger logger, Exception failure, Guid jobId, int attempt);

        [LoggerMessage(LogLevel.Warning, "{Jobs} jobs could not be fired together")]
        public static partial void NotTogether(ILogger logger, Exception exception, int jobs);
    }
}
