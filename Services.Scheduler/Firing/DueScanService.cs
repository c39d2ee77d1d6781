using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>Looks for due jobs when the next one is due, when a job changed, and at least once a poll interval.</summary>
internal sealed partial class DueScanService(
    DueScan scan, DueJobs due, WakeSignal<DueScanService> signal, IOptions<SchedulerOptions> options, Backoff backoff, TimeProvider time,
    ILogger<DueScanService> logger)
    : BackgroundService
{
    // A due row may be held by a change or by another replica's scan: don't spin on it.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var claimed = await scan.LookAsync(stoppingToken);
                var next = claimed > 0 ? null : await due.NextAsync(stoppingToken);
                failures = 0;
                if (claimed == 0)
                {
                    await signal.WaitAsync(Wait(next), time, stoppingToken);
                }
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // Cancelled, or cut short by what is being closed around it.
                return;
            }
            catch (Exception exception)
            {
                // Whatever it is, the rows are still there. A signal must not shorten this wait.
                var pause = backoff.After(++failures, FirstPause, LongestPause);
                Log.Failed(logger, exception, pause);
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private TimeSpan Wait(DateTimeOffset? next)
    {
        var until = next is null ? options.Value.PollInterval : next.Value - time.GetUtcNow();
        return until < ShortestWait ? ShortestWait : until < options.Value.PollInterval ? until : options.Value.PollInterval;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The due scan failed; the next look is in {Wait}")]
        public static partial void Failed(ILogger logger, Exception exception, TimeSpan wait);
    }
}
