namespace Nanobot.Contracts.Credentials;

/// <summary>That an API key was used.</summary>
/// <param name="TenantId">The key's tenant.</param>
/// <param name="KeyId">The key's public id.</param>
/// <param name="UsedAt">When.</param>
public sealed record KeyUse(string TenantId, string KeyId, DateTimeOffset UsedAt);
