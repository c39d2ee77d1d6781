using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Messaging.Working;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>Makes deliveries of one way that are due.</summary>
internal abstract class DeliveryWorker(
    WorkerSettings settings, DeliveryQueue queue, StandingCheck standings, IServiceScopeFactory scopes, Backoff backoff, TimeProvider time, ILogger logger)
    : QueueWorker<ClaimedDelivery>(settings, new WorkClaims<ClaimedDelivery>(queue, standings), null, scopes, backoff, time, logger)
{
    protected override Task AttemptAsync(IServiceProvider services, ClaimedDelivery work, CancellationToken stoppingToken) =>
        services.GetRequiredService<DeliveryAttempt>().RunAsync(work, stoppingToken);
}
