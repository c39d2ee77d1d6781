namespace Nanobot.Services.Gateway.Authentication.Jwt;

/// <summary>What a valid token says.</summary>
internal sealed record JwtIdentity(string Issuer, string TenantId, string UserId, DateTimeOffset ExpiresAt);
