using System.Security.Cryptography;
using System.Text.Json;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy.Secrets;

namespace Nanobot.Platform.Webhooks;

/// <summary>Seals what a webhook has, for its place and the address that it tells, and no other.</summary>
public sealed class WebhookSeal(TenantSecrets secrets, RandomNumberGenerator random)
{
    // As long as the HMAC that it is the key of.
    private const int NewOctets = 32;

    /// <summary>Whether anything can be sealed.</summary>
    public bool IsSetUp => secrets.IsSetUp;

    /// <summary>A secret that nobody has had yet.</summary>
    public string NewSecret()
    {
        Span<byte> octets = stackalloc byte[NewOctets];
        random.GetBytes(octets);
        return WebhookKey.Prefix + Convert.ToBase64String(octets);
    }

    /// <summary>Seals it.</summary>
    public string Seal(WebhookSecret secret, SecretPlace place) => secrets.Seal(JsonSerializer.Serialize(secret, Json.Wire), place);

    /// <summary>What was sealed; null where it was for another place, by a key that is not here, or changed.</summary>
    public WebhookSecret? Open(string? sealedText, SecretPlace place) =>
        secrets.Open(sealedText, place) is { } text ? JsonSerializer.Deserialize<WebhookSecret>(text, Json.Wire) : null;

    /// <summary>Where the secret of a webhook belongs.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="userId">The user.</param>
    /// <param name="name">Of which of the user's webhooks.</param>
    /// <param name="url">The address that it tells.</param>
    public static SecretPlace PlaceOf(string tenantId, string userId, string name, string url) => new(tenantId, userId, WebhookSecret.Kind, name, url);
}
