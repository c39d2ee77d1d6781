using Nanobot.Contracts.Limits;

namespace Nanobot.Contracts.Credentials;

/// <summary>Answer of <c>POST /internal/credentials/resolve</c>: whose API key it is.</summary>
/// <param name="KeyId">The key's public id.</param>
/// <param name="Role">user, tenant_admin or operator.</param>
/// <param name="UserId">The user that the key acts as, or null.</param>
/// <param name="ExpiresAt">When the key ends, or null.</param>
/// <param name="Tenant">The key's tenant, or null for operators.</param>
public sealed record ResolvedCredential(
    string KeyId, string Role, string? UserId, DateTimeOffset? ExpiresAt, TenantSnapshot? Tenant)
{
    /// <summary>What the key reaches, each an <see cref="Operations.OperationScope"/>; null: all that its role permits.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The amounts that are the key's own within its tenant's, as <see cref="QuotaText"/> writes them; null: none.</summary>
    public string? KeyQuotas { get; init; }

    /// <summary>The amounts that are the own ones of the user that the key acts as; null: none.</summary>
    public string? UserQuotas { get; init; }
}
