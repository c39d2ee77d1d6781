using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Chat.Runs.Working;

/// <summary>Looks for runs past their retention, again and again.</summary>
internal sealed class RunRetentionService(RunRetention retention, Backoff backoff, TimeProvider time, ILogger<RunRetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly WorkerLoop _loop = new("The removal of old runs", FirstPause, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(LookAsync, stoppingToken);

    private async Task<Next> LookAsync(CancellationToken stoppingToken) => await retention.PurgeAsync(stoppingToken) ? Next.AtOnce : Next.After(Every);
}
