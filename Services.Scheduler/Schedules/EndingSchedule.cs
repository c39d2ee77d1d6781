namespace Nanobot.Services.Scheduler.Schedules;

/// <summary>A schedule that ends.</summary>
/// <param name="schedule">What it is until then.</param>
/// <param name="end">The last moment at which it may come.</param>
internal sealed class EndingSchedule(ISchedule schedule, DateTimeOffset end) : ISchedule
{
    public DateTimeOffset? Next(DateTimeOffset after) => after < end && schedule.Next(after) is { } next && next <= end ? next : null;

    public bool Excludes(DateTimeOffset instant) => schedule.Excludes(instant);
}
