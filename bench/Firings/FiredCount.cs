using System.Diagnostics.Metrics;

namespace Nanobot.Bench.Firings;

/// <summary>How many occurrences the scheduler of this process says that it has fired, each after its commit: it costs the database nothing.</summary>
internal sealed class FiredCount : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _fired;

    public FiredCount()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Nanobot.Scheduler", Name: "nanobot.scheduler.occurrences" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            foreach (var (key, value) in tags)
            {
                if (key == "outcome" && value is "fired")
                {
                    Interlocked.Add(ref _fired, count);
                }
            }
        });
        _listener.Start();
    }

    /// <summary>So many so far.</summary>
    public long Fired => Interlocked.Read(ref _fired);

    /// <summary>Waits until there are so many.</summary>
    public async Task ReachAsync(long count, TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience, TimeProvider.System);
        while (Fired < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline.Token);
        }
    }

    public void Dispose() => _listener.Dispose();
}
