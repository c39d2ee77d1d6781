namespace Nanobot.Platform.Rights.Recorded;

/// <summary>
/// Which requests of a tenant this process has recorded within the last quarter of an hour, and how many at once it may still record. Requests share places by
/// their hash: one that is crowded out is recorded once more, and one that is taken for another is missing for as long.
/// </summary>
internal sealed class RecentRequests
{
    private const int Places = 16;
    private const int AtOnce = 128;
    private const int Second = 1000;
    private const int Interval = Second / 20;
    private const int Again = 15 * 60 * Second;
    private readonly Lock _making = new();
    private long[]? _noted;
    private long _fullAt;

    /// <summary>Whether to record a request.</summary>
    /// <param name="hash">Of all that makes it.</param>
    /// <param name="now">A clock that only goes forward, in milliseconds.</param>
    public bool Take(int hash, long now)
    {
        ref var place = ref PlacesOf()[hash & (Places - 1)];
        var noted = Volatile.Read(ref place);
        if ((int)(noted >> 32) == hash && (uint)now - (uint)noted < Again && noted != 0)
        {
            return false;
        }

        // A bucket that holds so many and gets one more in each interval, as the moment at which it is full.
        var full = Volatile.Read(ref _fullAt);
        if (full - now > (AtOnce - 1) * Interval || Interlocked.CompareExchange(ref _fullAt, Math.Max(full, now) + Interval, full) != full)
        {
            return false;
        }

        Volatile.Write(ref place, ((long)hash << 32) | (uint)now);
        return true;
    }

    // Most tenants of a moment ask for nothing.
    private long[] PlacesOf()
    {
        if (Volatile.Read(ref _noted) is { } places)
        {
            return places;
        }

        lock (_making)
        {
            return _noted ??= new long[Places];
        }
    }
}
