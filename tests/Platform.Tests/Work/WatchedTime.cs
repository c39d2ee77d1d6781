using Microsoft.Extensions.Time.Testing;

namespace Nanobot.Platform.Tests.Work;

/// <summary>A clock that stands still until it is advanced, and counts who waits for it.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private int _timers;

    /// <summary>Timers made so far.</summary>
    public int Timers => Volatile.Read(ref _timers);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref _timers);
        return timer;
    }
}
