using Nanobot.Platform.Core.Work;

namespace Nanobot.Platform.Rights.Known;

/// <summary>What was answered of something, or that there is no such thing, as of the moment at which it was asked for.</summary>
internal sealed class KnownAnswer<T>(T? answer, DateTimeOffset askedAt, long step, int place)
    where T : class
{
    private long _refreshAt;

    public T? Answer => answer;

    public DateTimeOffset AskedAt => askedAt;

    /// <summary>The step of the changes that were known then.</summary>
    public long Step => step;

    /// <summary>The place of its tenant among them.</summary>
    public int Place => place;

    /// <summary>True for one of all who find it old, and for one more about <paramref name="wait"/> later.</summary>
    public bool MayRefresh(DateTimeOffset now, Backoff backoff, TimeSpan wait)
    {
        var at = Volatile.Read(ref _refreshAt);
        return now.UtcTicks >= at && Interlocked.CompareExchange(ref _refreshAt, (now + backoff.After(1, wait, wait)).UtcTicks, at) == at;
    }
}
