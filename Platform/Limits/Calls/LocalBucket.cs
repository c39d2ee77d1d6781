namespace Nanobot.Platform.Limits.Calls;

/// <summary>A bucket that fills within a minute, of this process alone; used by one at a time.</summary>
internal sealed class LocalBucket(TimeProvider time)
{
    private const int Parts = 8;
    private long _full;

    /// <summary>What one process may let through by itself of an amount that all share.</summary>
    public static long ShareOf(long amount) => amount <= 0 ? 0 : Math.Max(1, amount / Parts);

    /// <summary>Takes at most <paramref name="need"/>; returns how many.</summary>
    public int Take(long capacity, int need)
    {
        if (capacity <= 0)
        {
            return 0;
        }

        var (now, step) = (time.GetUtcNow().UtcTicks, TimeSpan.TicksPerMinute / (double)capacity);
        var full = Math.Clamp(_full, now, now + TimeSpan.TicksPerMinute);
        var had = (int)Math.Min(need, Math.Floor((now + TimeSpan.TicksPerMinute - full) / step));
        _full = full + (long)Math.Ceiling(had * step);
        return had;
    }
}
