namespace Nanobot.Services.Gateway.Tenants;

/// <summary>How a tenant stands from an epoch on, as it was told.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Tier">Its plan; null where it was not told.</param>
/// <param name="Epoch">The epoch.</param>
internal sealed record TenantChange(string Status, string? Tier, long Epoch);
