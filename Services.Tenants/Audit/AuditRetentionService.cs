using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Tenants.Audit;

/// <summary>Looks for entries past their retention, again and again.</summary>
internal sealed class AuditRetentionService(
    AuditRetention retention, IOptions<AuditOptions> options, Backoff backoff, TimeProvider time, ILogger<AuditRetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly WorkerLoop _loop = new("The removal of old audit entries", FirstPause, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(LookAsync, stoppingToken);

    private async Task<Next> LookAsync(CancellationToken stoppingToken) =>
        await retention.PurgeAsync(stoppingToken) ? Next.AtOnce : Next.After(options.Value.PurgeInterval);
}
