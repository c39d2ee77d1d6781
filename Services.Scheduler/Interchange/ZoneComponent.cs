using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>
/// A zone as calendars carry it (RFC 5545, section 3.6.5): each change of its clocks within a few years, one by one, as they happen where jobs fire. What comes later readers know by the
/// zone's name, which is IANA's.
/// </summary>
internal static class ZoneComponent
{
    private const int YearsAhead = 5;

    /// <summary>The component of <paramref name="name"/>, for times around <paramref name="now"/> and later.</summary>
    public static VTimeZone Of(string name, DateTimeOffset now)
    {
        var (zone, from) = (Zone.Of(name), now.AddYears(-1));
        var component = new VTimeZone();
        component.Properties.Set("TZID", name);
        component.AddChild(Observance(from, zone.OffsetAt(from), zone.OffsetAt(from)));
        var before = zone.OffsetAt(from);
        for (var day = from; day < now.AddYears(YearsAhead); day = day.AddDays(1))
        {
            if (zone.OffsetAt(day.AddDays(1)) is var after && after != before)
            {
                component.AddChild(Observance(Change(zone, day, day.AddDays(1)), before, after));
                before = after;
            }
        }

        return component;
    }

    // Begins where the clocks that end with it show that.
    private static VTimeZoneInfo Observance(DateTimeOffset at, TimeSpan before, TimeSpan after) => new(after > before ? "DAYLIGHT" : "STANDARD")
    {
        Start = new CalDateTime(DateTime.SpecifyKind(at.ToOffset(before).DateTime, DateTimeKind.Unspecified), true),
        OffsetFrom = new UtcOffset(before),
        OffsetTo = new UtcOffset(after),
    };

    private static DateTimeOffset Change(Zone zone, DateTimeOffset low, DateTimeOffset high)
    {
        var before = zone.OffsetAt(low);
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = low + TimeSpan.FromSeconds(Math.Floor((high - low).TotalSeconds / 2));
            (low, high) = zone.OffsetAt(middle) == before ? (middle, high) : (low, middle);
        }

        return DateTimeOffset.FromUnixTimeSeconds(high.ToUnixTimeSeconds());
    }
}
