using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Platform.Data.Resealing;

/// <summary>Has secrets sealed anew when the process starts, which is when keys change, and now and then.</summary>
public sealed class SecretResealingService(SecretResealing resealing, Backoff backoff, TimeProvider time, ILogger<SecretResealingService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private readonly WorkerLoop _loop = new("Sealing secrets anew", TimeSpan.FromSeconds(5), Interval, backoff, time, logger);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(StepAsync, stoppingToken);

    private async Task<Next> StepAsync(CancellationToken stoppingToken)
    {
        await resealing.ApplyAsync(stoppingToken);
        return Next.After(Interval);
    }
}
