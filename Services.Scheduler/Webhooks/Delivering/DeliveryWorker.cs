using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Webhooks;

namespace Nanobot.Services.Scheduler.Webhooks.Delivering;

/// <summary>Makes deliveries that are due.</summary>
internal sealed class DeliveryWorker(
    WorkClaims<ClaimedDelivery> claims, IServiceScopeFactory scopes, IOptions<WebhookOptions> options, Backoff backoff, TimeProvider time, ILogger<DeliveryWorker> logger)
    : QueueWorker<ClaimedDelivery>(new("deliveries", options.Value.Parallelism, options.Value.Poll, options.Value.MostOfTenant), claims, null, scopes, backoff, time, logger)
{
    protected override Task AttemptAsync(IServiceProvider services, ClaimedDelivery work, CancellationToken stoppingToken) =>
        services.GetRequiredService<DeliveryAttempt>().RunAsync(work, stoppingToken);
}
