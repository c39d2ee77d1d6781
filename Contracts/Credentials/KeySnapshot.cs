using Nanobot.Contracts.Limits;

namespace Nanobot.Contracts.Credentials;

/// <summary>That an API key is good, for the gateway: <c>GET /internal/tenants/{tenant_id}/keys/{key_id}</c>.</summary>
/// <param name="TenantId">The key's tenant.</param>
/// <param name="KeyId">The key's public id.</param>
/// <param name="ExpiresAt">When the key ends, or null.</param>
public sealed record KeySnapshot(string TenantId, string KeyId, DateTimeOffset? ExpiresAt)
{
    /// <summary>The amounts that are the key's own within its tenant's, as <see cref="QuotaText"/> writes them; null: none.</summary>
    public string? Quotas { get; init; }
}
