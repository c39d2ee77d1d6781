using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Scheduler.Webhooks;

/// <summary>Has secrets sealed anew when the process starts, which is when keys change, and now and then.</summary>
internal sealed class WebhookResealingService(WebhookResealing resealing, Backoff backoff, TimeProvider time, ILogger<WebhookResealingService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private readonly WorkerLoop _loop = new("Sealing secrets of webhooks anew", TimeSpan.FromSeconds(5), Interval, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(StepAsync, stoppingToken);

    private async Task<Next> StepAsync(CancellationToken stoppingToken)
    {
        await resealing.ApplyAsync(stoppingToken);
        return Next.After(Interval);
    }
}
