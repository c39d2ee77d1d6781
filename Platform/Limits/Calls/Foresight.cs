namespace Nanobot.Platform.Limits.Calls;

/// <summary>
/// How much to take beforehand: twice as much each time that the last did not last, half as much each time that it did, and nothing for a while
/// once others were found short. Asked by one at a time.
/// </summary>
internal sealed class Foresight(TimeProvider time)
{
    private const int First = 32;
    private const int Most = 4096;
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Scarce = TimeSpan.FromSeconds(5);

    private int _extra = First;
    private long _askedAt;
    private long _scarceUntil;

    /// <summary>When something was asked for last.</summary>
    public TimeSpan Idle => time.GetElapsedTime(Volatile.Read(ref _askedAt));

    /// <summary>Others are short: for a while nothing is taken beforehand.</summary>
    public void Hold() => Volatile.Write(ref _scarceUntil, time.GetUtcNow().UtcTicks + Scarce.Ticks);

    /// <summary>How much to take beside what is asked for now.</summary>
    public int Next()
    {
        var elapsed = Idle;
        Volatile.Write(ref _askedAt, time.GetTimestamp());
        _extra = elapsed < Busy ? Math.Min(_extra * 2, Most) : Math.Max(_extra / 2, First);
        return time.GetUtcNow().UtcTicks < Volatile.Read(ref _scarceUntil) ? 0 : _extra;
    }
}
