using System.Text.Json;
using Nanobot.Services.Tenants.Keys;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.Features.ListKeys;

/// <summary>An API key as lists show it: without the key itself, which nobody has any more.</summary>
/// <param name="KeyId">The key's public id.</param>
/// <param name="Role">user or tenant_admin.</param>
/// <param name="UserId">The user that the key acts as, or null.</param>
/// <param name="Scopes">What the key reaches; null: all that its role permits.</param>
/// <param name="CreatedAt">When it was issued.</param>
/// <param name="ExpiresAt">When it ends or ended, or null.</param>
/// <param name="LastUsedAt">When it was used last, to about a minute; null: never, or not since that is noted.</param>
/// <param name="ReplacedBy">Id of the key that took its place; null: none did.</param>
/// <param name="Quotas">The amounts that are its own; null: none of that quota.</param>
/// <param name="Attributes">The attributes that are its own.</param>
internal sealed record KeyResource(
    string KeyId, string Role, string? UserId, IReadOnlyList<string>? Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, string? ReplacedBy,
    QuotaAmounts Quotas, IReadOnlyDictionary<string, JsonElement> Attributes)
{
    public static KeyResource Of(KeyRow key) =>
        new(key.KeyId, key.Role, key.UserId, key.Scopes, key.CreatedAt, key.ExpiresAt, key.LastUsedAt, key.ReplacedBy, QuotaAmounts.Of(key.Quotas), StoredAttributes.Read(key.Attributes));
}
