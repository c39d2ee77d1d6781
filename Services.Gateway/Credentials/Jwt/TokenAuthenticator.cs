using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Caching;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Caching;
using Nanobot.Services.Gateway.Credentials.Jwt.Keys;
using Nanobot.Services.Gateway.Observability;

namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>
/// Verifies tokens, each once in a while: a verified one is found by the hash of its whole text until it ends, its
/// issuer's keys are others, or its time in memory is over. Tokens that do not verify are not kept; checking them again costs less than keeping them.
/// </summary>
internal sealed class TokenAuthenticator(
    TrustedIssuers issuers, IOptions<MemoryOptions> options, GatewayTelemetry telemetry, TimeProvider time)
{
    private readonly JwtValidator _validator = new(issuers.All, time);
    private readonly ExpiringCache<CredentialHash, Verified> _known = new(options.Value.CacheCapacity, time);

    /// <summary>The token's principal, or null where it is not valid.</summary>
    /// <exception cref="RefusalException">Its issuer's keys cannot be had.</exception>
    public ValueTask<Principal?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = CredentialHash.Of(token);
        return _known.TryGet(hash, out var known) && known.Keys.AreTheSame
            ? ValueTask.FromResult<Principal?>(known.Principal)
            : new ValueTask<Principal?>(VerifyAsync(token, hash, cancellationToken));
    }

    private async Task<Principal?> VerifyAsync(string token, CredentialHash hash, CancellationToken cancellationToken)
    {
        var result = await _validator.ValidateAsync(token, cancellationToken);
        if (result.Identity is not { } identity)
        {
            telemetry.TokenRefused(result.Fault.GetValueOrDefault().ToString());
            return null;
        }

        var kind = identity.Issuer == GatewayTokens.Issuer ? CredentialKind.GatewayToken : CredentialKind.IssuerToken;
        var principal = new Principal(kind, TenantRole.User, identity.TenantId, identity.UserId, identity.ExpiresAt)
        {
            IssuedAt = identity.IssuedAt,
            KeyId = identity.KeyId,
            Scopes = identity.Scopes,
        };
        var until = time.GetUtcNow() + options.Value.ComparedFor;
        _known.Set(hash, new Verified(principal, result.Keys), identity.ExpiresAt < until ? identity.ExpiresAt : until);
        return principal;
    }

    private sealed record Verified(Principal Principal, KeysAtHand Keys);
}
