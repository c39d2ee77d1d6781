using System.Collections.Concurrent;

namespace Nanobot.Platform.Core.Caching;

/// <summary>
/// Lets one look-up run for all who ask for the same key at the same time. A caller that goes away does not take the
/// look-up with it; the look-up has a deadline of its own.
/// </summary>
public sealed class SingleFlight<TKey, TValue>(TimeSpan deadline, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TValue>>> _flights = new();

    /// <summary>The result of the look-up for a key that is under way, or that begins now.</summary>
    /// <param name="key">What is looked up.</param>
    /// <param name="work">Looks it up; its token is the deadline.</param>
    /// <param name="cancellationToken">Ends the wait, not the look-up.</param>
    public async Task<TValue> RunAsync(TKey key, Func<CancellationToken, Task<TValue>> work, CancellationToken cancellationToken)
    {
        var flight = _flights.GetOrAdd(key, static (key, state) => new Lazy<Task<TValue>>(() => state.Flights.FlyAsync(key, state.Work)),
            (Flights: this, Work: work));
        return await flight.Value.WaitAsync(cancellationToken);
    }

    private async Task<TValue> FlyAsync(TKey key, Func<CancellationToken, Task<TValue>> work)
    {
        // Leaves the dictionary's factory first, so that removal always follows insertion.
        await Task.Yield();
        try
        {
            using var source = new CancellationTokenSource(deadline, time);
            return await work(source.Token);
        }
        finally
        {
            _flights.TryRemove(key, out _);
        }
    }
}
