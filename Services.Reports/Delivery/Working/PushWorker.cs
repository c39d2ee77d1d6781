using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Tenants;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>Tells open connections.</summary>
internal sealed class PushWorker(
    DeliveryQueues queues, StandingCheck standings, IServiceScopeFactory scopes, IOptions<DeliveryOptions> options, Backoff backoff, TimeProvider time, ILogger<PushWorker> logger)
    : DeliveryWorker(new("deliveries by push", options.Value.PushParallelism, options.Value.Poll), queues.Push, standings, scopes, backoff, time, logger);
