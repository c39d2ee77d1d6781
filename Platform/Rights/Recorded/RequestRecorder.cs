using System.Collections.Concurrent;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Rights.Observability;

namespace Nanobot.Platform.Rights.Recorded;

/// <summary>Takes decided requests, each kind of a tenant once a minute, in bounds of memory; nobody waits for it.</summary>
internal sealed class RequestRecorder(WakeSignal<RecordDelivery> signal, RightsTelemetry telemetry, TimeProvider time)
{
    private const int Capacity = 8192;
    private readonly ConcurrentQueue<DecidedRequest> _waiting = new();
    private int _count;

    /// <summary>Records a request of the tenant whose recent ones those are, unless it was a moment ago.</summary>
    public void Record(RecentRequests recent, in PolicyRequest request)
    {
        var hash = HashCode.Combine(request.Resource, request.UserId, request.KeyId, request.Role, request.Address, request.Action);
        if (!recent.Take(hash, (long)time.GetElapsedTime(0).TotalMilliseconds))
        {
            return;
        }

        if (Interlocked.Increment(ref _count) > Capacity)
        {
            Interlocked.Decrement(ref _count);
            telemetry.Unrecorded(1);
            return;
        }

        _waiting.Enqueue(DecidedRequest.Of(request));
        signal.Raise();
    }

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
