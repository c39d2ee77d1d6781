using System.Text.Json;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.Keys;

/// <summary>Answer of <c>POST /tenants/{id}/keys</c> and <c>…/{key_id}/rotate</c>.</summary>
/// <param name="KeyId">The key's public id.</param>
/// <param name="Key">The whole key; shown this once, kept nowhere.</param>
/// <param name="Role">user or tenant_admin.</param>
/// <param name="UserId">The user that the key acts as, or null.</param>
/// <param name="Scopes">What the key reaches; null: all that its role permits.</param>
/// <param name="CreatedAt">When it was issued.</param>
/// <param name="ExpiresAt">When it ends, or null.</param>
internal sealed record IssuedKey(
    string KeyId, string Key, string Role, string? UserId, IReadOnlyList<string>? Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt)
{
    /// <summary>The amounts that are its own; null: none of that quota.</summary>
    public QuotaAmounts Quotas { get; init; } = new();

    /// <summary>The attributes that are its own.</summary>
    public IReadOnlyDictionary<string, JsonElement> Attributes { get; init; } = StoredAttributes.None;

    /// <summary>What it may use now: the smallest of its own, its user's and its tenant's.</summary>
    public QuotaAmounts Effective { get; init; } = new();
}
