namespace Nanobot.Platform.Rights.Known;

/// <summary>Who acts within a tenant.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="UserId">The user, or null.</param>
/// <param name="KeyId">Public id of the key, or null.</param>
public readonly record struct Subject(string TenantId, string? UserId, string? KeyId);
