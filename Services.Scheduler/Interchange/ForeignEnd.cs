using System.Globalization;
using Ical.Net.DataTypes;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>When a rule of RFC 5545 ends, of which a schedule takes the last moment.</summary>
internal static class ForeignEnd
{
    private const int MostCounted = 1_000;

    /// <summary>The schedule with its end, or why it has none that can be said.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="schedule">What it says but for its end.</param>
    /// <param name="zone">Whose clocks it follows; null: the user's, wherever that is.</param>
    /// <param name="first">Its first time, from which on it counts.</param>
    public static (ScheduleSpec? Schedule, string? Why) Read(RecurrencePattern rule, ScheduleSpec schedule, Schedules.Clocks.Zone? zone, DateTimeOffset? first)
    {
        if (rule is { Count: null, Until: null })
        {
            return (schedule, null);
        }

        if (zone is null || first is not { } start)
        {
            return (null, "RRULE: COUNT and UNTIL: name a moment only where the event has a time zone");
        }

        if (rule is { Count: not null, Until: not null })
        {
            return (null, "RRULE: COUNT and UNTIL: not both");
        }

        return rule.Until is { } until
            ? until is { HasTime: true, IsUtc: true } ? (schedule with { EndsAt = Text(new DateTimeOffset(until.AsUtc)) }, null) : (null, "RRULE: UNTIL: must be a time in UTC")
            : rule.Count is >= 1 and <= MostCounted ? (schedule with { EndsAt = Text(Last(schedule.Compile(zone, start.AddDays(-1)), start, rule.Count.Value)) }, null)
            : (null, string.Create(CultureInfo.InvariantCulture, $"RRULE: COUNT: must be 1 to {MostCounted}"));
    }

    private static DateTimeOffset Last(ISchedule schedule, DateTimeOffset first, int count)
    {
        var last = first;
        for (var counted = 1; counted < count && schedule.Next(last) is { } next; counted++)
        {
            last = next;
        }

        return last;
    }

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
