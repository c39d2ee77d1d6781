namespace Nanobot.Platform.Limits.Calls;

/// <summary>Calls of a minute: a bucket that fills evenly.</summary>
internal sealed class LeasedCalls(LeaseSettings settings) : LeasedAmount(settings)
{
    private readonly HeldCount _held = new();
    private readonly LocalBucket _share = new(settings.Time);
    private long _owed;
    private long _left;
    private Allowed _allowed = Allowed.Nothing;

    public override string Kind => "minute";

    public override bool IsEmpty => _held.Count == 0 && Volatile.Read(ref _owed) == 0;

    public override bool HoldsUnused => _held.Count > 0;

    public override void PutBack()
    {
        _held.Add(1);
        if (!IsKnownToHold)
        {
            ReturnSoon();
        }
    }

    protected override Taken? TryTakeHeld(Allowed allowed) =>
        allowed.Is(Volatile.Read(ref _allowed)) && _held.Take() is var held && held >= 0 ? Of(allowed, held) : null;

    protected override Taken? LookAtHeld(Allowed allowed) => allowed.Is(Volatile.Read(ref _allowed)) && _held.Count is var held && held > 0 ? Of(allowed, held) : null;

    private Taken Of(Allowed allowed, long held)
    {
        var left = Math.Min(allowed.Amount, Volatile.Read(ref _left) + held);
        return new(true, allowed.Amount, left, TimeSpan.FromMinutes(1) * (1 - ((double)left / allowed.Amount)), IsShare: false);
    }

    protected override async Task<LimitAnswer> AskAsync(Allowed allowed, LimitQuestion question)
    {
        var (unused, owed) = (_held.TakeAll(), Interlocked.Exchange(ref _owed, 0));
        LimitAnswer answer;
        try
        {
            answer = await Server.BucketAsync(Scope, Name, question, unused - owed);
        }
        catch (LimitStoreAwayException)
        {
            // What was unused is let go: the bucket fills by itself.
            Interlocked.Add(ref _owed, owed);
            throw;
        }

        Volatile.Write(ref _left, answer.Left);
        Volatile.Write(ref _allowed, allowed);
        _held.Add(answer.Beforehand);
        return answer;
    }

    protected override int TakeShare(Allowed allowed, int need)
    {
        var had = _share.Take(LocalBucket.ShareOf(allowed.Amount), need);
        Volatile.Write(ref _owed, Math.Min(Volatile.Read(ref _owed) + had, allowed.Amount));
        return had;
    }
}
