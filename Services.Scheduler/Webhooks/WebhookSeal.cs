using System.Security.Cryptography;
using System.Text.Json;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Webhooks;

/// <summary>Seals what a webhook has, for that job and the address that it tells, and no other.</summary>
internal sealed class WebhookSeal(TenantSecrets secrets, RandomNumberGenerator random)
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
        return WebhookRules.SecretPrefix + Convert.ToBase64String(octets);
    }

    public string Seal(WebhookSecret secret, SecretPlace place) => secrets.Seal(JsonSerializer.Serialize(secret, Json.Wire), place);

    /// <summary>What was sealed; null where it was for another place, by a key that is not here, or changed.</summary>
    public WebhookSecret? Open(string? sealedText, SecretPlace place) =>
        secrets.Open(sealedText, place) is { } text ? JsonSerializer.Deserialize<WebhookSecret>(text, Json.Wire) : null;

    /// <summary>Where the secret of a job belongs.</summary>
    public static SecretPlace PlaceOf(string tenantId, string userId, Guid jobId, string url) => new(tenantId, userId, WebhookSecret.Kind, jobId.ToString(), url);
}
