namespace Nanobot.Platform.Limits.Calls;

/// <summary>How much is held, taken one by one by any number at once.</summary>
internal sealed class HeldCount
{
    private long _count;

    public long Count => Volatile.Read(ref _count);

    /// <summary>Takes one; the number left, or -1 where there was none.</summary>
    public long Take()
    {
        var count = Volatile.Read(ref _count);
        while (count > 0)
        {
            var seen = Interlocked.CompareExchange(ref _count, count - 1, count);
            if (seen == count)
            {
                return count - 1;
            }

            count = seen;
        }

        return -1;
    }

    public void Add(long count) => Interlocked.Add(ref _count, count);

    /// <summary>Takes all of them.</summary>
    public long TakeAll() => Interlocked.Exchange(ref _count, 0);
}
