using System.Text.Json.Serialization;

namespace Nanobot.Contracts.Reports;

/// <summary>The address that a user has told.</summary>
/// <param name="Url">The address.</param>
/// <param name="Content">What of a report goes along: none, markdown, html or preferred.</param>
/// <param name="UpdatedAt">Since when it is so.</param>
/// <param name="PausedAt">When the address answered 410, that it wants nothing any more; null where it has not. Who puts it anew starts it again.</param>
/// <param name="Secret">The secret by which messages are signed: shown once, in the answer to the request that had it made.</param>
public sealed record DeliveryWebhook(
    string Url, string Content, DateTimeOffset UpdatedAt, DateTimeOffset? PausedAt, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret = null)
{
    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => $"{nameof(DeliveryWebhook)} {Url}";
}
