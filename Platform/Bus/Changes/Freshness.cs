using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Platform.Bus.Changes;

/// <summary>
/// Compares what is remembered with what has changed, as often as there are requests that decide by it, and no oftener than that: a reading
/// of less than 100 ms serves at once, one of less than 200 ms too, while the next is begun behind it; an older one, as after a pause of any
/// length, does not. Whoever changes something waits longer than that before it says so.
/// </summary>
internal sealed partial class Freshness : IFreshness
{
    // So many failures in a row are an outage: then only one request in a while waits for the next try.
    private const int Outage = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ChangeReader _reader;
    private readonly ChangeMarks _marks;
    private readonly Backoff _backoff;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _soon;
    private readonly long _late;
    private readonly Lock _gate = new();
    private Reading? _reading;
    private long? _version;
    private long _readAt = long.MinValue / 2;
    private long _againAt;
    private int _failures;

    public Freshness(ChangeReader reader, ChangeMarks marks, Backoff backoff, TimeProvider time, ILogger<Freshness> logger)
    {
        (_reader, _marks, _backoff, _time, _logger) = (reader, marks, backoff, time, logger);
        _late = Ticks(ChangeBoard.LongestAge);
        _soon = _late / 2;
    }

    public bool IsFresh
    {
        get
        {
            var age = _time.GetTimestamp() - Volatile.Read(ref _readAt);
            if (age >= _soon && age < _late)
            {
                Read();
            }

            return age < _late;
        }
    }

    public bool IsCutOff => Volatile.Read(ref _failures) >= Outage && !_reader.ReachesBoard;

    public ValueTask<bool> EnsureAsync(CancellationToken cancellationToken) => IsFresh ? new(true) : new(WaitAsync(cancellationToken));

    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        var arrived = _time.GetTimestamp();
        if (Volatile.Read(ref _failures) >= Outage && arrived < Volatile.Read(ref _againAt))
        {
            return false;
        }

        while (true)
        {
            var reading = Read();
            if (!await reading.Outcome.WaitAsync(cancellationToken))
            {
                return false;
            }

            // Its beginning counts: what was changed after it may be missing. The next one begins now.
            if (arrived - reading.BegunAt < _late)
            {
                return true;
            }
        }
    }

    // One for all who need it.
    private Reading Read()
    {
        lock (_gate)
        {
            if (_reading is null)
            {
                var begun = _time.GetTimestamp();
                _reading = new Reading(begun, ReadAsync(begun));
            }

            return _reading;
        }
    }

    private async Task<bool> ReadAsync(long begun)
    {
        // Leaves the lock first, so that it is in its place before it ends.
        await Task.Yield();
        try
        {
            if (await _reader.ReadAsync(_version) is not { } changes)
            {
                Failed(null);
                return false;
            }

            _marks.Change(_version is not null && changes.IsWhole ? changes.Tenants : null);
            _version = changes.Version;
            Volatile.Write(ref _readAt, begun);
            if (Interlocked.Exchange(ref _failures, 0) >= Outage)
            {
                Log.Known(_logger);
            }

            return true;
        }
        catch (Exception exception)
        {
            Failed(exception);
            return false;
        }
        finally
        {
            lock (_gate)
            {
                _reading = null;
            }
        }
    }

    private void Failed(Exception? exception)
    {
        Volatile.Write(ref _againAt, _time.GetTimestamp() + Ticks(_backoff.After(1, Pause, Pause)));
        if (Interlocked.Increment(ref _failures) == Outage)
        {
            Log.Unknown(_logger, exception);
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Neither Redis nor the tenants module says what has changed; what is remembered of credentials and tenants serves as long as it may")]
        public static partial void Unknown(ILogger logger, Exception? exception);

        [LoggerMessage(LogLevel.Information, "What has changed is known again")]
        public static partial void Known(ILogger logger);
    }

    private sealed record Reading(long BegunAt, Task<bool> Outcome);
}
