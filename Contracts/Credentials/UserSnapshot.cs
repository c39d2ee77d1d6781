
namespace Nanobot.Contracts.Credentials;

/// <summary>That a user exists, for the gateway: <c>GET /internal/tenants/{tenant_id}/users/{user_id}</c>.</summary>
/// <param name="TenantId">The user's tenant.</param>
/// <param name="UserId">The user's id within it.</param>
public sealed record UserSnapshot(string TenantId, string UserId);
