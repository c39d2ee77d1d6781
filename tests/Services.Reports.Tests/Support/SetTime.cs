namespace Nanobot.Services.Reports.Tests.Support;

/// <summary>A clock that shows what a test sets; what waits waits by the real one.</summary>
internal sealed class SetTime(DateTimeOffset now) : TimeProvider
{
    private long _ticks = now.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
