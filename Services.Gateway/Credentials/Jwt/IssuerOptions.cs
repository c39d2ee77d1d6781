namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>One trusted issuer of JWTs: <c>Authentication:Issuers:{n}</c>. Exactly one source of keys.</summary>
internal sealed class IssuerOptions
{
    /// <summary>Exact value of the claim <c>iss</c>. No default.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Value that the claim <c>aud</c> must hold. No default.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Name of the claim with the tenant's id. Default <c>tenant_id</c>.</summary>
    public string TenantClaim { get; set; } = "tenant_id";

    /// <summary>
    /// Ids of the tenants that this issuer may speak for, or <c>*</c> alone for every tenant: a token of it for another tenant is
    /// not valid. No default: whoever signs for one customer must not be believed about another.
    /// </summary>
    public IList<string> Tenants { get; } = [];

    /// <summary>Public keys as a JSON Web Key Set (RFC 7517): EC P-256, or RSA of at least 2048 bits.</summary>
    public string? Jwks { get; set; }

    /// <summary>
    /// Address at which the issuer publishes its keys as such a set (its <c>jwks_uri</c>): https, or http on loopback. They are
    /// fetched at the start, every <see cref="JwksRefresh"/>, and when a token comes that the known ones do not verify.
    /// </summary>
    public string? JwksUri { get; set; }

    /// <summary>
    /// Longest time after which the keys at <see cref="JwksUri"/> are fetched again; a random part of up to half is taken off.
    /// A key that the issuer removed works that long at most. Default 10 minutes; range 1 minute to 12 hours.
    /// </summary>
    public TimeSpan JwksRefresh { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>One public key as PEM (<c>BEGIN PUBLIC KEY</c>): EC P-256, or RSA of at least 2048 bits.</summary>
    public string? PublicKey { get; set; }

    /// <summary>Shared secret for HS256, at least 32 bytes. The only way to have HS256 accepted.</summary>
    public string? HmacSecret { get; set; }

    /// <summary>Longest life (<c>exp</c> - <c>iat</c>) of a token. Default 24 hours; range 1 minute to 31 days.</summary>
    public TimeSpan MaximumLifetime { get; set; } = TimeSpan.FromHours(24);
}
