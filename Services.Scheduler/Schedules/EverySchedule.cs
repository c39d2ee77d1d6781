namespace Nanobot.Services.Scheduler.Schedules;

/// <summary>At equal distances of elapsed time from an anchor, whatever the clocks show; the anchor itself is no occurrence.</summary>
internal sealed class EverySchedule(DateTimeOffset anchor, TimeSpan period) : ISchedule
{
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var passed = after < anchor ? 0 : (after - anchor).Ticks / period.Ticks;
        return anchor.AddTicks((passed + 1) * period.Ticks).ToUniversalTime();
    }
}
