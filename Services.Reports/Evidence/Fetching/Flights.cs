namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>
/// Does the same work once for all who want it at the same time. It is nobody's alone: it runs in no tenant's scope and in no request's trace, and ends early only when all have left.
/// </summary>
internal sealed class Flights<T>
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, Flight> _running = new(StringComparer.Ordinal);

    public async Task<T> JoinAsync(string key, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var flight = Enter(key, work);
        try
        {
            return await flight.Work.WaitAsync(cancellationToken);
        }
        finally
        {
            await LeaveAsync(key, flight);
        }
    }

    private Flight Enter(string key, Func<CancellationToken, Task<T>> work)
    {
        lock (_changing)
        {
            if (!_running.TryGetValue(key, out var flight))
            {
                _running[key] = flight = Begin(work);
            }

            flight.Waiting++;
            return flight;
        }
    }

    private static Flight Begin(Func<CancellationToken, Task<T>> work)
    {
        var end = new CancellationTokenSource();
        using (ExecutionContext.SuppressFlow())
        {
            return new Flight(Task.Run(() => work(end.Token)), end);
        }
    }

    // Whoever leaves last, before the end, sees it to its end.
    private async Task LeaveAsync(string key, Flight flight)
    {
        lock (_changing)
        {
            if (--flight.Waiting > 0)
            {
                return;
            }

            _running.Remove(key);
        }

        await flight.End.CancelAsync();
        await ((Task)flight.Work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        flight.End.Dispose();
    }

    private sealed class Flight(Task<T> work, CancellationTokenSource end)
    {
        public Task<T> Work => work;

        public CancellationTokenSource End => end;

        public int Waiting { get; set; }
    }
}
