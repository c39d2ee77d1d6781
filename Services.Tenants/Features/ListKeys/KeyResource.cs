using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.Features.ListKeys;

/// <summary>An API key as lists show it: without the key itself, which nobody has any more.</summary>
/// <param name="KeyId">The key's public id.</param>
/// <param name="Role">user or tenant_admin.</param>
/// <param name="UserId">The user that the key acts as, or null.</param>
/// <param name="CreatedAt">When it was issued.</param>
/// <param name="ExpiresAt">When it ends or ended, or null.</param>
/// <param name="Quotas">The amounts that are its own; null: none.</param>
internal sealed record KeyResource(string KeyId, string Role, string? UserId, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, QuotaAmounts? Quotas);
