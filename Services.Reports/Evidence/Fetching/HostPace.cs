using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>Lets no host be asked more often than it should be, by all processes together, nor too much at once by one of them.</summary>
internal sealed class HostPace(ISourceStore store, IOptions<EvidenceOptions> options, TimeProvider time) : IDisposable
{
    // By host; hosts are those of the configuration.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _places = new(StringComparer.OrdinalIgnoreCase);

    private SourceHostOptions Hosts => options.Value.Hosts;

    /// <summary>Waits for a turn and a place, and does <paramref name="work"/> then.</summary>
    /// <exception cref="SourceFailedException">There is no turn soon, or the host wants to be left alone.</exception>
    public async Task<T> RunAsync<T>(SourceAddress source, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await TurnAsync(source, cancellationToken);
        var places = _places.GetOrAdd(source.Host, _ => new SemaphoreSlim(Hosts.Concurrency));
        if (!await places.WaitAsync(Hosts.LongestWait, cancellationToken))
        {
            throw new SourceFailedException(SourceFailures.Busy) { MayPass = true };
        }

        try
        {
            return await work();
        }
        catch (SourceFailedException failed) when (failed.LeaveAlone is { } asked)
        {
            await store.LeaveAloneAsync(source.Host, time.GetUtcNow() + Pause(asked), cancellationToken);
            throw;
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose()
    {
        foreach (var places in _places.Values)
        {
            places.Dispose();
        }
    }

    private async Task TurnAsync(SourceAddress source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Whoever names a rate of its own wants no burst.
        var (distance, burst) = source.PerMinute is { } own ? (TimeSpan.FromMinutes(1 / own), 1) : (TimeSpan.FromSeconds(1 / Hosts.PerSecond), Hosts.Burst);
        var turn = await store.TakeTurnAsync(source.Host, now, distance, burst, Hosts.LongestWait, cancellationToken);
        if (turn.At is not { } at)
        {
            throw new SourceFailedException(turn.LeftAloneUntil is { } until ? SourceFailures.LeftAlone(until) : SourceFailures.Busy) { MayPass = true };
        }

        if (at > now)
        {
            await Task.Delay(at - now, time, cancellationToken);
        }
    }

    private TimeSpan Pause(TimeSpan asked) => asked <= TimeSpan.Zero ? options.Value.Cache.Failed : asked < Hosts.LongestPause ? asked : Hosts.LongestPause;
}
