namespace Nanobot.Services.Gateway.Credentials;

/// <summary>Whom a verified credential stands for. Cached with the credential; the tenant's state is looked up apart from it.</summary>
/// <param name="Kind">What kind of credential it was.</param>
/// <param name="Role">One of the roles of a tenant context.</param>
/// <param name="TenantId">Tenant, or null for an operator.</param>
/// <param name="UserId">User, or null.</param>
/// <param name="ExpiresAt">When the credential ends, or null.</param>
internal sealed record Principal(CredentialKind Kind, string Role, string? TenantId, string? UserId, DateTimeOffset? ExpiresAt)
{
    private MintedContext? _minted;
    private Principal? _withOwn;
    private object? _kept;
    private long _notedAt = long.MinValue / 2;

    /// <summary>Id of the API key that stands behind the credential: itself, or the one that a token of the gateway was issued for. Null: none is known.</summary>
    public string? KeyId { get; init; }

    /// <summary>What the credential reaches, each an <see cref="Contracts.Operations.OperationScope"/>; null: all that its role permits.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The amounts that are the key's own; null: none.</summary>
    public string? KeyQuotas { get; init; }

    /// <summary>The amounts that are the user's own; null: none.</summary>
    public string? UserQuotas { get; init; }

    /// <summary>When the token was issued, in whole seconds; null for an API key.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>The context signed last for this principal, kept here so that the hot path finds it without a look-up.</summary>
    public MintedContext? Minted
    {
        get => Volatile.Read(ref _minted);
        set => Volatile.Write(ref _minted, value);
    }

    /// <summary>What was worked out for it and is kept as long as it is: found without a look-up. Whoever puts it here knows what it is.</summary>
    public object? Kept
    {
        get => Volatile.Read(ref _kept);
        set => Volatile.Write(ref _kept, value);
    }

    /// <summary>
    /// The same with the amounts that are its user's and its key's own now: a token is remembered apart from them. One object as long as they are the same, so that what is
    /// kept beside it is.
    /// </summary>
    public Principal WithOwn(string? user, string? key)
    {
        if (UserQuotas == user && KeyQuotas == key)
        {
            return this;
        }

        var known = Volatile.Read(ref _withOwn);
        if (known is null || known.UserQuotas != user || known.KeyQuotas != key)
        {
            known = this with { UserQuotas = user, KeyQuotas = key, _minted = null, _withOwn = null, _kept = null };
            Volatile.Write(ref _withOwn, known);
        }

        return known;
    }

    /// <summary>True for one caller where that is longer ago than <paramref name="span"/>: that its use is to be noted now.</summary>
    public bool TryNote(long now, long span)
    {
        var noted = Volatile.Read(ref _notedAt);
        return now - noted >= span && Interlocked.CompareExchange(ref _notedAt, now, noted) == noted;
    }
}
