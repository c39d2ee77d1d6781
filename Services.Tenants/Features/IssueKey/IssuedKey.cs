using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.Features.IssueKey;

/// <summary>Answer of <c>POST /tenants/{id}/keys</c>.</summary>
/// <param name="KeyId">The key's public id.</param>
/// <param name="Key">The whole key; shown this once, kept nowhere.</param>
/// <param name="Role">user or tenant_admin.</param>
/// <param name="UserId">The user that the key acts as, or null.</param>
/// <param name="CreatedAt">When it was issued.</param>
/// <param name="ExpiresAt">When it ends, or null.</param>
/// <param name="Quotas">The amounts that are its own; null: none.</param>
/// <param name="Effective">What it may use now: the smallest of its own, its user's and its tenant's.</param>
internal sealed record IssuedKey(
    string KeyId, string Key, string Role, string? UserId, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt,
    QuotaAmounts? Quotas, QuotaAmounts Effective);
