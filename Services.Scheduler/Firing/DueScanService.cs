using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
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

    private readonly WorkerLoop _loop = new("The due scan", FirstPause, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(LookAsync, stoppingToken);

    private async Task<Next> LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await scan.LookAsync(stoppingToken) > 0 ? Next.AtOnce : Next.OnSignal(signal, Wait(await due.NextAsync(stoppingToken)));
        }
        catch (ModuleUnavailableException exception)
        {
            Log.Held(logger, exception.Message);
            return Next.After(backoff.After(1, FirstPause, FirstPause));
        }
    }

    private TimeSpan Wait(DateTimeOffset? next)
    {
        var until = next is null ? options.Value.PollInterval : next.Value - time.GetUtcNow();
        return until < ShortestWait ? ShortestWait : until < options.Value.PollInterval ? until : options.Value.PollInterval;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Jobs that are due wait, since nobody says whether their tenants may work: {Reason}")]
        public static partial void Held(ILogger logger, string reason);
    }
}
