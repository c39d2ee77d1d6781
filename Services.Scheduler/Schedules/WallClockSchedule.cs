using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Schedules;

/// <summary>Readings of the wall clock of one zone; each happens once, whatever the zone does to its clocks.</summary>
/// <param name="times">The readings.</param>
/// <param name="zone">Where the clock hangs.</param>
/// <param name="anchor">None comes until then: readings that came by other clocks before.</param>
internal sealed class WallClockSchedule(IWallTimes times, Zone zone, DateTimeOffset anchor) : ISchedule
{
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        after = after < anchor ? anchor : after;
        var reading = zone.Show(after).DateTime;
        while (times.Next(reading) is { } next)
        {
            // While the clocks show an hour for the second time, its readings have been already.
            if (WallClock.ToInstant(next, zone) is var instant && instant > after)
            {
                return instant;
            }

            reading = next;
        }

        return null;
    }
}
