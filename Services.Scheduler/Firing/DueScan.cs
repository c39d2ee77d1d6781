using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Services.Scheduler.Observability;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>
/// One look: claims a batch of due jobs and fires them side by side, those of tenants that may work at that moment by the word of the tenants
/// module. What events have told may be older than what somebody has been answered.
/// </summary>
internal sealed partial class DueScan(
    DueJobs due, JobFiring firing, StandingCheck standings, SchedulerTelemetry telemetry, IOptions<SchedulerOptions> options, ILogger<DueScan> logger)
{
    // Asked about anew after so many for each that is fired at a time: in between a batch of slow ones could be overtaken by a change.
    private const int RoundsOfOneCheck = 8;

    /// <summary>Returns how many jobs were claimed.</summary>
    /// <exception cref="ModuleUnavailableException">The tenants module does not say how tenants stand; nothing was fired for those that it was asked about.</exception>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        await standings.EnsureAsync(cancellationToken);
        var claimed = await due.ClaimAsync(cancellationToken);
        var done = 0;
        try
        {
            foreach (var some in claimed.Chunk(RoundsOfOneCheck * options.Value.Parallelism))
            {
                var standing = await standings.CheckAsync(some.Select(static claim => (claim.TenantId, claim.Epoch)), cancellationToken);
                await due.ReturnAsync([.. some.Where(claim => standing[claim.TenantId] == Standing.Changed)], cancellationToken);
                await FireAllAsync(some.Where(claim => standing[claim.TenantId] == Standing.AsClaimed), cancellationToken);
                done += some.Length;
            }
        }
        catch (ModuleUnavailableException)
        {
            await due.ReturnAsync(claimed[done..], cancellationToken);
            throw;
        }

        return claimed.Count;
    }

    private Task FireAllAsync(IEnumerable<ClaimedJob> claims, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(claims, parallel, async (claim, token) =>
        {
            try
            {
                await FireAsync(claim, token);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // One job's trouble is its own: its lease ends, and it is claimed again.
                telemetry.Failed();
                Log.Failed(logger, exception, claim.JobId, claim.Attempts);
            }
        });
    }

    // A claim beyond the last attempt: whoever had that one did not live to say how it ended.
    private async Task FireAsync(ClaimedJob claim, CancellationToken cancellationToken)
    {
        var isLast = claim.Attempts >= options.Value.MaximumAttempts;
        if (claim.Attempts <= options.Value.MaximumAttempts)
        {
            try
            {
                await firing.FireAsync(claim, cancellationToken);
                return;
            }
            catch (Exception exception) when (isLast && exception is not OperationCanceledException)
            {
                telemetry.Failed();
                Log.Failed(logger, exception, claim.JobId, claim.Attempts);
            }
        }

        await firing.PauseAsync(claim, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Job {JobId} could not be fired at attempt {Attempt}")]
        public static partial void Failed(ILogger logger, Exception exception, Guid jobId, int attempt);
    }
}
