namespace Nanobot.Platform.Limits.Calls;

/// <summary>Slots, each held while something runs.</summary>
internal sealed class LeasedSlots(LeaseSettings settings) : LeasedAmount(settings)
{
    private readonly SlotCount _slots = new();
    private long _left;
    private Allowed _allowed = Allowed.Nothing;

    public override string Kind => "slots";

    public override bool IsEmpty => _slots is { Running: 0, Free: 0 };

    public override bool HoldsUnused => _slots.Free > 0;

    /// <summary>How many run.</summary>
    public int Running => _slots.Running;

    /// <summary>What ran has ended: the slot is free, here first.</summary>
    public override void PutBack() => _slots.PutBack();

    protected override Taken? TryTakeHeld(Allowed allowed) =>
        allowed.Is(Volatile.Read(ref _allowed)) && _slots.Take() is var free && free >= 0 ? Of(allowed, free) : null;

    protected override Taken? LookAtHeld(Allowed allowed) => allowed.Is(Volatile.Read(ref _allowed)) && _slots.Free is var free && free > 0 ? Of(allowed, free) : null;

    protected override async Task<LimitAnswer> AskAsync(Allowed allowed, LimitQuestion question)
    {
        var answer = await Server.SlotsAsync(Scope, Name, question, _slots.LetGo());
        Volatile.Write(ref _left, answer.Left);
        Volatile.Write(ref _allowed, allowed);
        _slots.Add(answer.Had, answer.Beforehand);
        return answer;
    }

    private Taken Of(Allowed allowed, int free) => new(true, allowed.Amount, Volatile.Read(ref _left) + free, TimeSpan.Zero, IsShare: false);

    protected override int TakeShare(Allowed allowed, int need)
    {
        var had = (int)Math.Min(need, Math.Max(0, LocalBucket.ShareOf(allowed.Amount) - _slots.Running));
        _slots.Add(had, 0);
        // Redis does not know of these: none is used again before it does.
        Volatile.Write(ref _allowed, Allowed.Nothing);
        return had;
    }
}
