using Nanobot.Contracts.Reports;

namespace Nanobot.Services.Reports.Delivery.Webhooks;

/// <summary>Addresses as the API shows them.</summary>
internal static class WebhookResources
{
    /// <param name="endpoint">The address.</param>
    /// <param name="made">A secret that was just made, to be shown this once.</param>
    public static DeliveryWebhook ToResource(this WebhookEndpoint endpoint, string? made = null) => new(endpoint.Url, endpoint.Content, endpoint.UpdatedAt, endpoint.PausedAt, made);
}
