namespace Nanobot.Contracts.Reports;

/// <summary>How a user is told of things beyond its open connections: <c>GET /delivery</c>. Whether a way is used at all its preference <c>notification_channels</c> says.</summary>
/// <param name="Email">Where mail is sent; null where that is nowhere.</param>
/// <param name="Webhook">The address that is told; null where there is none.</param>
/// <param name="QuietHours">When nothing is told; null where that is never.</param>
public sealed record DeliverySettings(DeliveryEmail? Email, DeliveryWebhook? Webhook, QuietHoursSetting? QuietHours);
