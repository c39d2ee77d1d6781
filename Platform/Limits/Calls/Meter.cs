namespace Nanobot.Platform.Limits.Calls;

/// <summary>Everything that one owner's calls are limited by.</summary>
public sealed class Meter
{
    // In the order of CallLimit.
    private readonly LeasedAmount[] _amounts;

    internal Meter(LimitScope scope, LeaseSettings settings)
    {
        Scope = scope;
        _amounts = [new LeasedCalls(settings) { Scope = scope }, new LeasedDay(settings) { Scope = scope }, new LeasedSlots(settings) { Scope = scope }];
    }

    /// <summary>Whose it is, as <see cref="Meters.Of"/> was asked for it.</summary>
    public LimitScope Scope { get; }

    /// <summary>Whether it stands among the <see cref="Meters"/> no longer; it still works, and another one is better.</summary>
    public bool IsForgotten { get; internal set; }

    internal IReadOnlyList<LeasedAmount> All => _amounts;

    internal bool IsEmpty => All.All(static amount => amount.IsEmpty);

    /// <summary>Takes one: a call, or a slot, until it is put back.</summary>
    public ValueTask<Taken> TakeAsync(CallLimit limit, Allowed allowed, CancellationToken cancellationToken) => _amounts[(int)limit].TakeAsync(allowed, cancellationToken);

    /// <summary>Whether there is one, which is not taken.</summary>
    public ValueTask<Taken> PeekAsync(CallLimit limit, Allowed allowed, CancellationToken cancellationToken) => _amounts[(int)limit].PeekAsync(allowed, cancellationToken);

    /// <summary>How much is left.</summary>
    public Task<Taken> LookAsync(CallLimit limit, Allowed allowed, CancellationToken cancellationToken) => _amounts[(int)limit].LookAsync(allowed, cancellationToken);

    /// <summary>Puts back a call that did not come about, or a slot that is free again.</summary>
    public void PutBack(CallLimit limit) => _amounts[(int)limit].PutBack();
}
