using Nanobot.Contracts.Values;
using Nanobot.Services.Gateway.Credentials.Jwt.Forms;
using Nanobot.Services.Gateway.Credentials.Jwt.Keys;

namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>
/// Validates a JWT (RFC 7519, with the advice of RFC 8725). The algorithm comes from a list, the key from our
/// configuration for the issuer, and the token only names which of them; everything is checked, and everything fails
/// closed. The rules stand in front of the library that checks the signature: it sees only tokens that keep them.
/// </summary>
internal sealed class JwtValidator(IReadOnlyList<Issuer> issuers, TimeProvider time)
{
    /// <summary>Clock difference tolerated.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    public async Task<JwtResult> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        if (JwtText.Parse(token) is not { } text)
        {
            return JwtFault.Form;
        }

        if (JwtHeader.Parse(text.Header) is not { } header)
        {
            return JwtFault.Header;
        }

        if (!JwtAlgorithms.Knows(header.Algorithm))
        {
            return JwtFault.Algorithm;
        }

        using var claims = JwtClaims.Parse(text.Payload);
        if (claims is null)
        {
            return JwtFault.Claims;
        }

        if (issuers.FirstOrDefault(issuer => issuer.Name == claims.Issuer) is not { } trusted)
        {
            return JwtFault.Issuer;
        }

        // Before they are used: what changes meanwhile has the token checked once more.
        var keys = KeysAtHand.Of(trusted.Keys);
        return await CheckSignatureAsync(token, header, trusted, cancellationToken) ?? CheckClaims(claims, trusted) with { Keys = keys };
    }

    private static async Task<JwtFault?> CheckSignatureAsync(string token, JwtHeader header, Issuer trusted, CancellationToken cancellationToken)
    {
        if (await trusted.Keys.FindAsync(header.Algorithm, header.KeyId, null, cancellationToken) is not { } key)
        {
            return JwtFault.Key;
        }

        var fault = await JwtSignature.CheckAsync(token, header.Algorithm, trusted, key);
        // A key can be replaced under its old name.
        return fault is JwtFault.Signature && await trusted.Keys.FindAsync(header.Algorithm, header.KeyId, key, cancellationToken) is { } replacement
            ? await JwtSignature.CheckAsync(token, header.Algorithm, trusted, replacement)
            : fault;
    }

    private JwtResult CheckClaims(JwtClaims claims, Issuer trusted)
    {
        var now = time.GetUtcNow();
        if (claims.ExpiresAt <= now - ClockSkew)
        {
            return JwtFault.Expired;
        }

        if (claims.IssuedAt > now + ClockSkew || claims.NotBefore > now + ClockSkew)
        {
            return JwtFault.NotYetValid;
        }

        if (claims.ExpiresAt - claims.IssuedAt > trusted.MaximumLifetime)
        {
            return JwtFault.Lifetime;
        }

        if (claims.Text(trusted.TenantClaim) is not { } tenant || !TenantId.IsValid(tenant) || !UserId.IsValid(claims.Subject))
        {
            return JwtFault.Subject;
        }

        return trusted.Tenants.Contains(tenant)
            ? new JwtIdentity(trusted.Name, tenant, claims.Subject, claims.IssuedAt, claims.ExpiresAt, KeyOf(claims, trusted)) { Scopes = ScopesOf(claims, trusted) }
            : JwtFault.Tenant;
    }

    // What others call by that name means something else.
    private static string[]? ScopesOf(JwtClaims claims, Issuer trusted) =>
        trusted.Name == GatewayTokens.Issuer && claims.Has(GatewayTokens.ScopeClaim) ? claims.Text(GatewayTokens.ScopeClaim)?.Split(' ') ?? [] : null;

    private static string? KeyOf(JwtClaims claims, Issuer trusted) =>
        trusted.Name == GatewayTokens.Issuer ? claims.Text(GatewayTokens.KeyClaim) : null;
}
