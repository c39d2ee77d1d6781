using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Tenants.Lifecycle;

/// <summary>
/// Looks every second for trials that have ended. Gateways refuse such a tenant at its moment by themselves; this is what all
/// others learn it from.
/// </summary>
internal sealed class TrialEndService(TrialEnds trials, Backoff backoff, TimeProvider time, ILogger<TrialEndService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly WorkerLoop _loop = new("The look for trials that have ended", FirstPause, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(LookAsync, stoppingToken);

    // A batch that is full may not be all of them.
    private async Task<Next> LookAsync(CancellationToken stoppingToken) =>
        await trials.ExpireAsync(stoppingToken) == TrialEnds.Batch ? Next.AtOnce : Next.After(Interval);
}
