using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Webhooks;

namespace Nanobot.Services.Reports.Features.PutDeliveryWebhook;

/// <summary>Body of <c>PUT /delivery/webhook</c>.</summary>
/// <param name="Url">The address: https, at most 2,000 visible characters.</param>
/// <param name="Content">What of a report goes along: none, markdown, html, or preferred (default): as the preference report_format says, markdown or html, and with pdf nothing but the link.</param>
/// <param name="Secret">By which messages are signed: whsec_ and 24 to 64 octets in base64. Absent: the one that the address has, or a new one.</param>
internal sealed record DeliveryWebhookRequest(
    [property: Required, StringLength(WebhookAddress.Longest, MinimumLength = 1)] string? Url,
    [property: Permitted<DeliveryContent>] string? Content = null,
    [property: RegularExpression(WebhookKey.Pattern)] string? Secret = null)
{
    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => nameof(DeliveryWebhookRequest);
}
