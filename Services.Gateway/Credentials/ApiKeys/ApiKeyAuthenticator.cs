using Nanobot.Platform.Core.Caching;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Credentials.ApiKeys;

/// <summary>Finds out whose an API key is: from memory, or from the tenants module by the key's hash.</summary>
internal sealed class ApiKeyAuthenticator
{
    private readonly TenantsDirectory _directory;
    private readonly TenantStates _tenants;
    private readonly LookupMemory _memory;
    private readonly RememberedAnswers<CredentialHash, Principal> _known;
    private readonly ExpiringCache<CredentialHash, bool> _revoked;

    public ApiKeyAuthenticator(TenantsDirectory directory, TenantStates tenants, LookupMemory memory)
    {
        (_directory, _tenants, _memory) = (directory, tenants, memory);
        _revoked = new(memory.Options.CacheCapacity, memory.Time);
        _known = new("api_key", memory, ResolveAsync)
        {
            TenantOf = static principal => principal.TenantId,
            EndOf = static principal => principal.ExpiresAt,
            // Events are told in a tenant's name; a configured operator's key is replaced without one.
            IsTold = static principal => principal.TenantId is not null,
        };
    }

    /// <summary>The key's principal, or null where there is no such key.</summary>
    public ValueTask<Principal?> FindAsync(string key, LookupOrigin origin, CancellationToken cancellationToken)
    {
        if (!ApiKeyForm.IsPossible(key))
        {
            return default;
        }

        var hash = CredentialHash.Of(key);
        return _revoked.TryGet(hash, out _) ? default : _known.FindAsync(hash, origin, isVouched: false, cancellationToken);
    }

    /// <summary>
    /// Refuses a key from now on. Remembered apart, until whatever is known of it, or is being looked up this moment, has
    /// ended by itself: nothing has to be removed, and no look-up can bring it back.
    /// </summary>
    public void Revoke(CredentialHash hash) =>
        _revoked.Set(hash, true, _memory.Now + _memory.Options.ComparedFor + TenantsDirectory.Deadline);

    private async Task<Principal?> ResolveAsync(Question<CredentialHash> question, CancellationToken cancellationToken)
    {
        var asked = _memory.Asking;
        var resolved = await _directory.ResolveAsync(new(question.Key.ToHex(), question.Origin, question.IsVouched), cancellationToken);
        if (resolved is null || resolved.ExpiresAt <= _memory.Now)
        {
            return null;
        }

        if (resolved.Tenant is { } tenant)
        {
            _tenants.Remember(tenant, asked);
        }

        return new Principal(CredentialKind.ApiKey, resolved.Role, resolved.Tenant?.TenantId, resolved.UserId, resolved.ExpiresAt) 
        {
            KeyId = resolved.KeyId,
            Scopes = resolved.Scopes,
            KeyQuotas = resolved.KeyQuotas,
            UserQuotas = resolved.UserQuotas,
        };
    }
}
