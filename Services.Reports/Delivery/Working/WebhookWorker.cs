using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Webhooks;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>Tells addresses.</summary>
internal sealed class WebhookWorker(
    DeliveryQueues queues, StandingCheck standings, IServiceScopeFactory scopes, IOptions<WebhookOptions> options, Backoff backoff, TimeProvider time, ILogger<WebhookWorker> logger)
    : DeliveryWorker(new("deliveries by webhook", options.Value.Parallelism, options.Value.Poll, options.Value.MostOfTenant), queues.Webhook, standings, scopes, backoff, time, logger);
