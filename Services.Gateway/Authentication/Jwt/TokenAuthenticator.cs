using Microsoft.Extensions.Options;
using Nanobot.ServiceDefaults.Tenancy;
using Nanobot.Services.Gateway.Authentication.Caching;
using Nanobot.Services.Gateway.Features.IssueToken;
using Nanobot.Services.Gateway.Observability;

namespace Nanobot.Services.Gateway.Authentication.Jwt;

/// <summary>
/// Verifies tokens, each once in a while: a verified one is found by the hash of its whole text until it ends or its
/// time in memory is over. Tokens that do not verify are not kept; checking them again costs less than keeping them.
/// </summary>
internal sealed class TokenAuthenticator
{
    private readonly JwtValidator _validator;
    private readonly ExpiringCache<CredentialHash, Principal> _known;
    private readonly GatewayMetrics _metrics;
    private readonly TimeSpan _knownFor;
    private readonly TimeProvider _time;

    public TokenAuthenticator(IOptions<AuthenticationOptions> options, GatewayTokens own, GatewayMetrics metrics, TimeProvider time)
    {
        _validator = new JwtValidator([own.AsIssuer(), .. options.Value.Issuers.Select(IssuerFactory.Create)], time);
        _known = new ExpiringCache<CredentialHash, Principal>(options.Value.CacheCapacity, time);
        _knownFor = options.Value.KnownFor;
        _metrics = metrics;
        _time = time;
    }

    /// <summary>The token's principal, or null where it is not valid.</summary>
    public Principal? Find(string token)
    {
        var hash = CredentialHash.Of(token);
        if (_known.TryGet(hash, out var principal))
        {
            return principal;
        }

        var result = _validator.Validate(token);
        if (result.Identity is not { } identity)
        {
            _metrics.TokenRefused(result.Fault.GetValueOrDefault());
            return null;
        }

        var kind = identity.Issuer == GatewayTokens.Issuer ? CredentialKind.GatewayToken : CredentialKind.IssuerToken;
        principal = new Principal(kind, TenantRole.User, identity.TenantId, identity.UserId, identity.ExpiresAt);
        var until = _time.GetUtcNow() + _knownFor;
        _known.Set(hash, principal, identity.ExpiresAt < until ? identity.ExpiresAt : until);
        return principal;
    }
}
