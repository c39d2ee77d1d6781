using System.Text.Json;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Tenancy.Secrets;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>
/// Addresses by which whoever has a mail ends that more come, without a credential: what they end is sealed in them, and nobody can make one. They are good for as long as the key that sealed them is in the
/// settings.
/// </summary>
internal sealed class UnsubscribeLinks(TenantSecrets secrets, IOptions<DeliveryOptions> options)
{
    private static readonly SecretPlace Place = new("", null, "unsubscribe", "", "");

    /// <summary>Of a user and its address; null where the installation has no key, or does not know where it is reached.</summary>
    public string? For(string tenantId, string userId, string address) => secrets.IsSetUp && options.Value.PublicUrl is not null
        ? options.Value.LinkTo($"/delivery/unsubscribe/{secrets.Seal(JsonSerializer.Serialize(new[] { tenantId, userId, address }), Place)}")
        : null;

    /// <summary>What a token ends; null where it is none of ours.</summary>
    public (string TenantId, string UserId, string Address)? Open(string token) =>
        secrets.Open(token, Place) is { } text && JsonSerializer.Deserialize<string[]>(text) is [var tenant, var user, var address] ? (tenant, user, address) : null;
}
