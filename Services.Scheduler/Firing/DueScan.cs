using Microsoft.Extensions.Options;
using Nanobot.Services.Scheduler.Observability;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>One look: claims a batch of due jobs and fires them side by side.</summary>
internal sealed partial class DueScan(
    DueJobs due, JobFiring firing, SchedulerTelemetry telemetry, IOptions<SchedulerOptions> options, ILogger<DueScan> logger)
{
    /// <summary>Returns how many jobs were claimed.</summary>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var claimed = await due.ClaimAsync(cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(claimed, parallel, async (claim, token) =>
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
        return claimed.Count;
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
