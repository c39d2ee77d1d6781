using Nanobot.Platform.Core.Work;

namespace Nanobot.Platform.Rights.Known;

/// <summary>A tenant's policies, or that there is no such tenant, as of the moment at which they were asked for.</summary>
internal sealed class KnownAnswer(BoundPolicies? policies, DateTimeOffset askedAt, long step, int place)
{
    private long _refreshAt;

    public BoundPolicies? Policies => policies;

    public DateTimeOffset AskedAt => askedAt;

    /// <summary>The step of the changes that were known then.</summary>
    public long Step => step;

    /// <summary>The place of the tenant among them.</summary>
    public int Place => place;

    /// <summary>True for one of all who find it old, and for one more about <paramref name="wait"/> later.</summary>
    public bool MayRefresh(DateTimeOffset now, Backoff backoff, TimeSpan wait)
    {
        var at = Volatile.Read(ref _refreshAt);
        return now.UtcTicks >= at && Interlocked.CompareExchange(ref _refreshAt, (now + backoff.After(1, wait, wait)).UtcTicks, at) == at;
    }
}
