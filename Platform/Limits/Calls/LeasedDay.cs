namespace Nanobot.Platform.Limits.Calls;

/// <summary>Calls of a calendar day.</summary>
internal sealed class LeasedDay(LeaseSettings settings) : LeasedAmount(settings)
{
    private readonly HeldCount _held = new();
    private Allowed _allowed = Allowed.Nothing;
    private CalendarDay _day;
    private TimeSpan _ahead;
    private long _taken;
    private long _shared;
    private long _left;
    private long _finish;

    public override string Kind => "day";

    public override bool IsEmpty => _held.Count == 0;

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
        WaitOf(allowed) is var wait && wait > 0 && _held.Take() is var held && held >= 0 ? Of(allowed, held, wait) : null;

    protected override Taken? LookAtHeld(Allowed allowed) =>
        WaitOf(allowed) is var wait && wait > 0 && _held.Count is var held && held > 0 ? Of(allowed, held, wait) : null;

    protected override async Task<LimitAnswer> AskAsync(Allowed allowed, LimitQuestion question)
    {
        var answer = await AskOnceAsync(allowed, question);
        if (answer.Had < 0)
        {
            // This process' clock is another one than Redis'.
            _ahead = answer.Now - Time.GetUtcNow();
            answer = await AskOnceAsync(allowed, question);
        }

        return answer.Had >= 0 ? answer : throw new LimitStoreAwayException();
    }

    protected override int TakeShare(Allowed allowed, int need)
    {
        Turn(allowed);
        var had = (int)Math.Min(need, Math.Max(0, LocalBucket.ShareOf(allowed.Amount) - _shared));
        _shared += had;
        _taken += had;
        return had;
    }

    // For how long what is held is of this day; 0: it is not.
    private long WaitOf(Allowed allowed) => allowed.Is(Volatile.Read(ref _allowed)) ? Volatile.Read(ref _finish) - Time.GetUtcNow().UtcTicks : 0;

    private Taken Of(Allowed allowed, long held, long wait) => new(true, allowed.Amount, Volatile.Read(ref _left) + held, new TimeSpan(wait), IsShare: false);

    private async Task<LimitAnswer> AskOnceAsync(Allowed allowed, LimitQuestion question)
    {
        Turn(allowed);
        _taken -= _held.TakeAll();
        var answer = await Server.WindowAsync(Scope, Name, question, _taken, _day);
        if (answer.Had < 0)
        {
            return answer;
        }

        _taken += answer.Had + answer.Beforehand;
        _shared = 0;
        Volatile.Write(ref _left, answer.Left);
        Volatile.Write(ref _finish, (_day.End - _ahead).UtcTicks);
        Volatile.Write(ref _allowed, allowed);
        _held.Add(answer.Beforehand);
        return answer;
    }

    private void Turn(Allowed allowed)
    {
        var day = CalendarDay.At(Time.GetUtcNow() + _ahead, allowed.Zone);
        if (day == _day)
        {
            return;
        }

        // What is left of another day is worth nothing in this one.
        Volatile.Write(ref _finish, 0);
        _held.TakeAll();
        (_day, _taken, _shared) = (day, 0, 0);
    }
}
