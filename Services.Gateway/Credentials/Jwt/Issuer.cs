using Nanobot.Services.Gateway.Credentials.Jwt.Keys;

namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>An issuer that this installation trusts, with its keys and the tenants that it may speak for.</summary>
internal sealed record Issuer(string Name, string Audience, string TenantClaim, IssuerTenants Tenants, TimeSpan MaximumLifetime, IIssuerKeys Keys);
