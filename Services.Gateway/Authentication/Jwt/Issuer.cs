using Nanobot.Services.Gateway.Authentication.Jwt.Keys;

namespace Nanobot.Services.Gateway.Authentication.Jwt;

/// <summary>An issuer that this installation trusts, with its keys.</summary>
internal sealed record Issuer(string Name, string Audience, string TenantClaim, TimeSpan MaximumLifetime, IIssuerKeys Keys);
