namespace Nanobot.Testing;

/// <summary>A clock that stands still until a test moves it; timers fire while it is moved, in the order of their time.</summary>
/// <param name="start">What it shows at first.</param>
public sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = start.ToUniversalTime();

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on by <paramref name="by"/>.</summary>
    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    /// <summary>Moves the clock on to <paramref name="target"/>; each timer due on the way fires at its own time.</summary>
    public void MoveTo(DateTimeOffset target)
    {
        while (TakeDue(target) is { } timer)
        {
            timer.Fire();
        }
    }

    private FakeTimer? TakeDue(DateTimeOffset target)
    {
        lock (_lock)
        {
            if (target < _now)
            {
                throw new ArgumentOutOfRangeException(nameof(target), "The clock does not go back.");
            }

            var timer = _timers.Where(candidate => candidate.DueAt <= target).MinBy(candidate => candidate.DueAt);
            if (timer is null)
            {
                _now = target.ToUniversalTime();
                return null;
            }

            _now = timer.DueAt > _now ? timer.DueAt : _now;
            timer.Reschedule();
            return timer;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset DueAt { get; private set; }

        public void Fire() => callback(state);

        /// <summary>Called with the clock's lock held, when the timer has come due.</summary>
        public void Reschedule()
        {
            if (_period > TimeSpan.Zero)
            {
                DueAt += _period;
            }
            else
            {
                clock._timers.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isDue;
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                _period = period;
                isDue = dueTime == TimeSpan.Zero;
                DueAt = clock._now + (isDue && period > TimeSpan.Zero ? period : dueTime);
                if (dueTime > TimeSpan.Zero || (isDue && period > TimeSpan.Zero))
                {
                    clock._timers.Add(this);
                }
            }

            if (isDue)
            {
                Fire();
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
