using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Reports.Archive;

/// <summary>Looks through the store, again and again.</summary>
internal sealed class OrphanSweepService(OrphanSweep sweep, Backoff backoff, TimeProvider time, ILogger<OrphanSweepService> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenPages = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly WorkerLoop _loop = new("The look through the store", FirstPause, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        _loop.RunAsync(async token => Next.After(await sweep.RunAsync(token) ? BetweenPages : BetweenLooks), stoppingToken);
}
