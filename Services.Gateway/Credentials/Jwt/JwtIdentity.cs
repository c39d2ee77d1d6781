
namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>What a valid token says.</summary>
internal sealed record JwtIdentity(string Issuer, string TenantId, string UserId, DateTimeOffset ExpiresAt);
