using Nanobot.Contracts.Limits;

namespace Nanobot.Contracts.Credentials;

/// <summary>That a user exists, for the gateway: <c>GET /internal/tenants/{tenant_id}/users/{user_id}</c>.</summary>
/// <param name="TenantId">The user's tenant.</param>
/// <param name="UserId">The user's id within it.</param>
/// <param name="TokensValidFrom">A whole second: tokens of the user that were issued before it are worth nothing. Null: none was ever ended.</param>
public sealed record UserSnapshot(string TenantId, string UserId, DateTimeOffset? TokensValidFrom = null)
{
    /// <summary>The amounts that are the user's own within its tenant's, as <see cref="QuotaText"/> writes them; null: none.</summary>
    public string? Quotas { get; init; }
}
