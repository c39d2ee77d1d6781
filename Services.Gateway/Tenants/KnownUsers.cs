using Nanobot.Contracts.Credentials;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>Which users of tenants the gateway knows to exist: a token may name one that does not, whoever signed it.</summary>
internal sealed class KnownUsers(TenantsDirectory directory, LookupMemory memory)
{
    private readonly RememberedAnswers<(string TenantId, string UserId), UserSnapshot> _known =
        new("user", memory, directory.FindUserAsync);

    /// <summary>Whether the user that a verified credential names exists in its tenant.</summary>
    public async ValueTask<bool> ContainsAsync(string tenantId, string userId, LookupOrigin origin, CancellationToken cancellationToken) =>
        await _known.FindAsync((tenantId, userId), origin, isVouched: true, cancellationToken) is not null;

    /// <summary>Takes over that a user exists as of now, whatever was known before.</summary>
    public void Learn(string tenantId, string userId) => _known.Learn((tenantId, userId), new UserSnapshot(tenantId, userId), memory.Now);
}
