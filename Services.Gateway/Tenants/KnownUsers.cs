using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Core.Caching;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>
/// Which users of tenants the gateway knows to exist, since a token may name one that does not, whoever signed it; and from
/// when on their tokens count.
/// </summary>
internal sealed class KnownUsers
{
    private readonly TenantsDirectory _directory;
    private readonly LookupMemory _memory;
    private readonly RememberedAnswers<(string TenantId, string UserId), UserSnapshot> _known;
    private readonly ExpiringCache<(string TenantId, string UserId), DateTimeOffset> _ended;

    public KnownUsers(TenantsDirectory directory, LookupMemory memory)
    {
        (_directory, _memory) = (directory, memory);
        _ended = new(memory.Options.CacheCapacity, memory.Time);
        _known = new("user", memory, directory.FindUserAsync) { TenantOf = static user => user.TenantId, Amend = Amend };
    }

    /// <summary>The user that a verified credential names, or null where its tenant has none of that id.</summary>
    public ValueTask<UserSnapshot?> FindAsync(string tenantId, string userId, LookupOrigin origin, CancellationToken cancellationToken) =>
        _known.FindAsync((tenantId, userId), origin, isVouched: true, cancellationToken);

    /// <summary>The user as it is now, whatever is remembered of it.</summary>
    public Task<UserSnapshot?> AskAgainAsync(string tenantId, string userId, LookupOrigin origin, CancellationToken cancellationToken) =>
        _known.AskAgainAsync((tenantId, userId), origin, cancellationToken);

    /// <summary>Takes over that a user exists as of now; of one that is known already that says nothing new.</summary>
    public void LetIn(string tenantId, string userId) => _known.LearnUnlessKnown((tenantId, userId), new UserSnapshot(tenantId, userId));

    /// <summary>Has the tokens that a user was issued so far ended, here at once and elsewhere by the event; false where there is no such user.</summary>
    public async Task<bool> EndTokensAsync(string tenantId, string userId, AuditActor actor, LookupOrigin origin)
    {
        // Asked for once and to its end, whoever has gone away meanwhile.
        using var deadline = new CancellationTokenSource(TenantsDirectory.Deadline, _memory.Time);
        if (await _directory.EndTokensAsync(new((tenantId, userId), origin, IsVouched: true), actor, deadline.Token) is not { TokensValidFrom: { } validFrom })
        {
            return false;
        }

        EndTokens(tenantId, userId, validFrom);
        return true;
    }

    /// <summary>
    /// Ends the tokens that a user had before <paramref name="validFrom"/>. Remembered apart as well, for as long as a look-up
    /// that began before it may take: its answer is older.
    /// </summary>
    public void EndTokens(string tenantId, string userId, DateTimeOffset validFrom)
    {
        if (!_ended.TryGet((tenantId, userId), out var last) || last < validFrom)
        {
            _ended.Set((tenantId, userId), validFrom, _memory.Now + _memory.Options.ComparedFor + TenantsDirectory.Deadline);
            _known.Reconsider((tenantId, userId));
        }
    }

    private UserSnapshot Amend(UserSnapshot user) =>
        _ended.TryGet((user.TenantId, user.UserId), out var from) && !(user.TokensValidFrom >= from) ? user with { TokensValidFrom = from } : user;
}
