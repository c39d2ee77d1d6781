using Microsoft.Extensions.Options;
using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Authentication.Caching;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Authentication.ApiKeys;

/// <summary>
/// Finds out whose an API key is: from memory, or from the tenants module by the key's hash. Unknown keys are remembered
/// shortly and apart, so that guesses neither reach the module each time nor crowd out good keys.
/// </summary>
internal sealed class ApiKeyAuthenticator(
    TenantsDirectory directory, TenantStates tenants, GatewayMetrics metrics, IOptions<AuthenticationOptions> options, TimeProvider time)
{
    private readonly ExpiringCache<CredentialHash, Principal> _known = new(options.Value.CacheCapacity, time);
    private readonly ExpiringCache<CredentialHash, bool> _unknown = new(options.Value.CacheCapacity, time);
    private readonly ExpiringCache<CredentialHash, bool> _revoked = new(options.Value.CacheCapacity, time);
    private readonly SingleFlight<CredentialHash, Principal?> _lookups = new(TenantsDirectory.Deadline, time);

    /// <summary>The key's principal, or null where there is no such key.</summary>
    public ValueTask<Principal?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var hash = CredentialHash.Of(key);
        if (_revoked.TryGet(hash, out _))
        {
            return ValueTask.FromResult<Principal?>(null);
        }

        if (_known.TryGet(hash, out var principal))
        {
            return ValueTask.FromResult<Principal?>(principal);
        }

        return _unknown.TryGet(hash, out _)
            ? ValueTask.FromResult<Principal?>(null)
            : new ValueTask<Principal?>(_lookups.RunAsync(hash, token => LookUpAsync(hash, token), cancellationToken));
    }

    /// <summary>
    /// Refuses a key from now on. Remembered apart, until whatever is known of it, or is being looked up this moment, has
    /// ended by itself: nothing has to be removed, and no look-up can bring it back.
    /// </summary>
    public void Revoke(CredentialHash hash) =>
        _revoked.Set(hash, true, time.GetUtcNow() + options.Value.KnownFor + TenantsDirectory.Deadline);

    private async Task<Principal?> LookUpAsync(CredentialHash hash, CancellationToken cancellationToken)
    {
        // Whoever missed the cache just before the last look-up ended must not start another.
        if (_known.TryGet(hash, out var known))
        {
            return known;
        }

        var resolved = await directory.ResolveAsync(hash.ToHex(), cancellationToken);
        metrics.LookedUp("api_key", resolved is not null);
        var now = time.GetUtcNow();
        if (resolved is null || resolved.ExpiresAt <= now)
        {
            _unknown.Set(hash, true, now + options.Value.UnknownFor);
            return null;
        }

        if (resolved.Tenant is { } tenant)
        {
            tenants.Remember(tenant);
        }

        var principal = new Principal(CredentialKind.ApiKey, resolved.Role, resolved.Tenant?.TenantId, resolved.UserId, resolved.ExpiresAt);
        var until = now + options.Value.KnownFor;
        _known.Set(hash, principal, resolved.ExpiresAt < until ? resolved.ExpiresAt.Value : until);
        return principal;
    }

    /// <summary>Whether an answer of the tenants module makes sense; one that does not is treated as no answer.</summary>
    public static bool IsWhole(ResolvedCredential resolved) => resolved.Role switch
    {
        TenantRole.User => resolved is { Tenant: not null, UserId.Length: > 0 },
        TenantRole.TenantAdmin => resolved.Tenant is not null,
        TenantRole.Operator => resolved is { Tenant: null, UserId: null },
        _ => false,
    };
}
