using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Rights.Observability;

namespace Nanobot.Platform.Rights.Recorded;

/// <summary>
/// Takes decided requests, each kind of a tenant once in a quarter of an hour, so many a second of all tenants together, in bounds of memory; nobody waits for it.
/// </summary>
internal sealed class RequestRecorder(WakeSignal<RecordDelivery> signal, RightsTelemetry telemetry, TimeProvider time)
{
    private const int Capacity = 8192;

    // Of many tenants each has something new all the time: what is kept of it is a sample.
    private const int AtOnce = 1000;
    private static readonly long Interval = TimeSpan.TicksPerSecond / 200;
    private readonly ConcurrentQueue<DecidedRequest> _waiting = new();
    private int _count;
    private long _fullAt;

    /// <summary>Records a request of the tenant whose recent ones those are, unless it was a moment ago.</summary>
    public void Record(RecentRequests recent, in PolicyRequest request, in PolicyDecision decision)
    {
        // What was decided by belongs to it, so that one that is decided otherwise is recorded at once.
        var hash = HashCode.Combine(request.Resource, request.UserId, request.KeyId, request.Role, request.Address, request.Action,
            HashCode.Combine(request.Told.Door, request.Told.Origin), HashCode.Combine(IdOf(decision.Matched), IdOf(decision.Shadow)));
        var now = time.GetElapsedTime(0);
        if (!HasRoom(now.Ticks) || !recent.Take(hash, (long)now.TotalMilliseconds))
        {
            return;
        }

        Interlocked.Exchange(ref _fullAt, Math.Max(Volatile.Read(ref _fullAt), now.Ticks) + Interval);

        if (Interlocked.Increment(ref _count) > Capacity)
        {
            Interlocked.Decrement(ref _count);
            telemetry.Unrecorded(1);
            return;
        }

        _waiting.Enqueue(DecidedRequest.Of(request, decision));
        signal.Raise();
    }

    private static int IdOf(CompiledPolicy? policy) => RuntimeHelpers.GetHashCode(policy);

    // A bucket of so many that gets one more in each interval, as the moment at which it is full; some too many at once do no harm.
    private bool HasRoom(long now) => Volatile.Read(ref _fullAt) - now <= (AtOnce - 1) * Interval;

    /// <summary>All that waits.</summary>
    public List<DecidedRequest> Take()
    {
        var taken = new List<DecidedRequest>();
        while (taken.Count < Capacity && _waiting.TryDequeue(out var request))
        {
            Interlocked.Decrement(ref _count);
            taken.Add(request);
        }

        return taken;
    }
}
