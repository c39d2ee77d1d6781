namespace Nanobot.Services.Gateway.Sockets.Notices;

/// <summary>Who hears something: a user of a tenant, or its administrators.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="UserId">The user; null for the administrators.</param>
internal readonly record struct Receivers(string TenantId, string? UserId);
