using System.Data.Common;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>Looks for due jobs when the next one is due, when a job changed, and at least once a poll interval.</summary>
internal sealed partial class DueScanService(
    DueScan scan, DueJobs due, WakeSignal<DueScanService> signal, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<DueScanService> logger)
    : BackgroundService
{
    // A due row may be held by a change or by another replica's scan: don't spin on it.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await scan.RunAsync(stoppingToken) > 0)
                {
                    continue;
                }

                await signal.WaitAsync(Wait(await due.NextAsync(stoppingToken)), time, stoppingToken);
            }
            catch (DbException exception)
            {
                Log.Failed(logger, exception, options.Value.PollInterval);
                await Task.Delay(options.Value.PollInterval, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
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
