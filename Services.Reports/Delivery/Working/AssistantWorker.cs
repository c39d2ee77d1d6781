using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Tenants;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>Tells users by their assistants.</summary>
internal sealed class AssistantWorker(
    DeliveryQueues queues, StandingCheck standings, IServiceScopeFactory scopes, IOptions<DeliveryOptions> options, Backoff backoff, TimeProvider time, ILogger<AssistantWorker> logger)
    : DeliveryWorker(new("deliveries by assistant", options.Value.PushParallelism, options.Value.Poll), queues.Assistant, standings, scopes, backoff, time, logger);
