using System.Collections.Concurrent;

namespace Nanobot.ServiceDefaults.Http.Replicas;

/// <summary>In which order a module's addresses are tried: by turns, and those last to which no connection could be made a moment ago. It remembers as many as are configured, and no more.</summary>
internal sealed class ReplicaOrder(TimeProvider time)
{
    private static readonly TimeSpan PassedOverFor = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, long> _passedOverUntil = new(StringComparer.Ordinal);
    private int _turn;

    /// <summary>The addresses in the order of this turn.</summary>
    public IReadOnlyList<string> Of(IReadOnlyList<string> addresses)
    {
        if (addresses.Count < 2)
        {
            return addresses;
        }

        var first = (int)((uint)Interlocked.Increment(ref _turn) % (uint)addresses.Count);
        // Stable: by turns among those that were reached, and among the others.
        return [.. addresses.Select((_, index) => addresses[(first + index) % addresses.Count]).OrderBy(IsPassedOver)];
    }

    /// <summary>Nobody was reached there.</summary>
    public void NotReached(string address) => _passedOverUntil[address] = time.GetTimestamp() + (long)(PassedOverFor.TotalSeconds * time.TimestampFrequency);

    /// <summary>Somebody was.</summary>
    public void Reached(string address)
    {
        if (!_passedOverUntil.IsEmpty)
        {
            _passedOverUntil.TryRemove(address, out _);
        }
    }

    private bool IsPassedOver(string address) => _passedOverUntil.TryGetValue(address, out var until) && time.GetTimestamp() < until;
}
