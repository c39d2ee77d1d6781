using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Core.Caching;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>Which API keys the gateway knows to be good, by their public ids: a token is worth no more than the key that it was issued for.</summary>
internal sealed class KnownKeys(TenantsDirectory directory, LookupMemory memory)
{
    private readonly RememberedAnswers<(string TenantId, string KeyId), KeySnapshot> _known =
        new("key", memory, directory.FindKeyAsync) { TenantOf = static key => key.TenantId, EndOf = static key => key.ExpiresAt };

    private readonly ExpiringCache<(string TenantId, string KeyId), bool> _revoked = new(memory.Options.CacheCapacity, memory.Time);

    /// <summary>The key that a verified token names, or null where it is not good.</summary>
    public async ValueTask<KeySnapshot?> FindAsync(string tenantId, string keyId, LookupOrigin origin, CancellationToken cancellationToken) =>
        await _known.FindAsync((tenantId, keyId), origin, isVouched: true, cancellationToken) is { } key
        // Last: it may have been revoked while it was asked for.
        && !_revoked.TryGet((tenantId, keyId), out _) ? key : null;

    /// <summary>Refuses a key's tokens from now on, until whatever is known of it, or is being looked up this moment, has ended by itself.</summary>
    public void Revoke(string tenantId, string keyId) =>
        _revoked.Set((tenantId, keyId), true, memory.Now + memory.Options.ComparedFor + TenantsDirectory.Deadline);
}
