using Nanobot.Services.Scheduler.Schedules.Clocks;
using Nanobot.Services.Scheduler.Schedules.Days;

namespace Nanobot.Services.Scheduler.Schedules;

/// <summary>A schedule without what falls on excluded days, by the dates of one zone.</summary>
internal sealed class CalendarSchedule(ISchedule schedule, Zone zone, ExcludedDays excluded) : ISchedule
{
    // As many days in a row as no calendar is made for: behind them, nothing is looked for.
    private const int MostDays = 5000;

    public DateTimeOffset? Next(DateTimeOffset after)
    {
        for (var days = 0; days < MostDays; days++)
        {
            if (schedule.Next(after) is not { } next)
            {
                return null;
            }

            var day = zone.Show(next).Date;
            if (!excluded.Contains(DateOnly.FromDateTime(day)))
            {
                return next;
            }

            // What else that day has is excluded too. Just before the next one, which may begin with a time of its own.
            var end = WallClock.ToInstant(day.AddDays(1), zone).AddMicroseconds(-1);
            after = end > next ? end : next;
        }

        return null;
    }

    public bool Excludes(DateTimeOffset instant) => excluded.Contains(DateOnly.FromDateTime(zone.Show(instant).Date));
}
