using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Webhooks;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>A queue for each way: a mail server that is down, or addresses that are slow, hold up nobody else.</summary>
internal sealed class DeliveryQueues(PlatformDb platform, TenantDb db, IOptions<DeliveryOptions> options, IOptions<WebhookOptions> webhooks, TimeProvider time)
{
    /// <summary>To open connections.</summary>
    public DeliveryQueue Push { get; } = new(NotificationChannel.Push.Value, options.Value.Lease, platform, db, time);

    /// <summary>By mail.</summary>
    public DeliveryQueue Email { get; } = new(NotificationChannel.Email.Value, options.Value.Lease, platform, db, time);

    /// <summary>To addresses.</summary>
    public DeliveryQueue Webhook { get; } = new(NotificationChannel.Webhook.Value, webhooks.Value.Lease, platform, db, time);

    /// <summary>To users' assistants.</summary>
    public DeliveryQueue Assistant { get; } = new(NotificationChannel.Assistant.Value, options.Value.Lease, platform, db, time);

    /// <summary>Each of them.</summary>
    public IReadOnlyList<DeliveryQueue> All => [Push, Email, Webhook, Assistant];

    /// <summary>That of a way.</summary>
    public DeliveryQueue Of(string channel) =>
        channel == NotificationChannel.Push.Value ? Push : channel == NotificationChannel.Email.Value ? Email : channel == NotificationChannel.Assistant.Value ? Assistant : Webhook;
}
