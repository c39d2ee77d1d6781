using Ical.Net;
using Ical.Net.DataTypes;
using Nanobot.Platform.Core.Times;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>A schedule as a rule of RFC 5545, section 3.3.10, where one says the same.</summary>
internal static class JobRule
{
    /// <summary>The rule; null where none says exactly that.</summary>
    public static RecurrencePattern? Of(ScheduleSpec schedule)
    {
        if (OfKind(schedule) is not { } rule)
        {
            return null;
        }

        rule.Until = Rfc3339.Parse(schedule.EndsAt) is { } end ? new CalDateTime(end.UtcDateTime, "UTC", true) : null;
        return rule;
    }

    private static RecurrencePattern? OfKind(ScheduleSpec schedule) => schedule.Kind switch
    {
        ScheduleKind.Daily => new RecurrencePattern(FrequencyType.Daily, schedule.Interval ?? 1),
        ScheduleKind.Weekly => new RecurrencePattern(FrequencyType.Weekly, schedule.Interval ?? 1) { ByDay = [new WeekDay(Weekday.Parse(schedule.DayOfWeek!))] },
        ScheduleKind.Every when schedule.Seconds <= int.MaxValue => new RecurrencePattern(FrequencyType.Secondly, (int)schedule.Seconds!.Value),
        ScheduleKind.Cron => OfCron(schedule.Expression!),
        _ => null,
    };

    // A rule by days that each of its parts limits: all of them must hold, as with cron where one of its fields of days begins with a star.
    private static RecurrencePattern? OfCron(string expression)
    {
        var fields = expression.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5 || !(fields[2].StartsWith('*') || fields[4].StartsWith('*'))
            || PlainField.Read(fields[0], 0, 59) is not { } minutes || PlainField.Read(fields[1], 0, 23) is not { } hours
            || PlainField.Read(fields[2], 1, 31) is not { } days || PlainField.Read(fields[3], 1, 12) is not { } months || PlainField.Read(fields[4], 0, 7) is not { } weekdays)
        {
            return null;
        }

        List<DayOfWeek> named = [.. weekdays.Select(static day => (DayOfWeek)(day % 7)).Distinct()];
        return new RecurrencePattern(FrequencyType.Daily)
        {
            ByMinute = minutes,
            ByHour = hours,
            ByMonthDay = days.Count < 31 ? days : [],
            ByMonth = months.Count < 12 ? months : [],
            ByDay = named.Count < 7 ? [.. named.Select(static day => new WeekDay(day))] : [],
        };
    }
}
