using System.Globalization;
using Ical.Net;
using Ical.Net.DataTypes;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>A rule of RFC 5545 as a schedule, where one says the same.</summary>
internal static class ForeignRule
{
    /// <summary>The schedule, or why there is none.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">The first time, as its clocks show it: what the rule does not say it takes from there.</param>
    public static (ScheduleSpec? Schedule, string? Why) Read(RecurrencePattern rule, DateTime start)
    {
        if (Unknown(rule, start) is { } why)
        {
            return (null, $"RRULE: {why}");
        }

        int[] hours = rule.ByHour.Count > 0 ? [.. rule.ByHour.Distinct().Order()] : [start.Hour];
        int[] minutes = rule.ByMinute.Count > 0 ? [.. rule.ByMinute.Distinct().Order()] : [start.Minute];
        var isOne = hours.Length == 1 && minutes.Length == 1 && rule.ByMonth.Count == 0 && rule.ByMonthDay.Count == 0;
        var days = rule.ByDay.Select(static day => day.DayOfWeek).Distinct().ToList();
        if (rule.Frequency == FrequencyType.Weekly && days.Count == 0)
        {
            days = [start.DayOfWeek];
        }

        // What counts days or weeks begins with the event, and not before it.
        var (interval, startsOn) = (rule.Interval == 1 ? (int?)null : rule.Interval, start.ToString(ScheduleRules.DayForm, CultureInfo.InvariantCulture));
        if (isOne && days.Count == 0 && rule.Frequency == FrequencyType.Daily)
        {
            return (new ScheduleSpec(ScheduleKind.Daily, hours[0], minutes[0], Interval: interval, StartsOn: startsOn), null);
        }

        if (isOne && days.Count == 1 && (rule.Frequency == FrequencyType.Weekly || (rule.Frequency == FrequencyType.Daily && interval is null)))
        {
            return (new ScheduleSpec(ScheduleKind.Weekly, hours[0], minutes[0], Weekday.Names[((int)days[0] + 6) % 7], Interval: interval, StartsOn: startsOn), null);
        }

        if (interval is not null)
        {
            return (null, "RRULE: INTERVAL: a job leaves out days, or weeks on one day, at one time of day, and nothing else");
        }

        var isByMonth = rule.Frequency is FrequencyType.Monthly or FrequencyType.Yearly;
        int[] monthDays = rule.ByMonthDay.Count > 0 ? [.. rule.ByMonthDay.Distinct().Order()] : isByMonth && days.Count == 0 ? [start.Day] : [];
        int[] months = rule.ByMonth.Count > 0 ? [.. rule.ByMonth.Distinct().Order()] : rule.Frequency == FrequencyType.Yearly ? [start.Month] : [];
        // Cron fires where either field of days holds, a rule where both do.
        return monthDays.Length > 0 && days.Count > 0
            ? (null, "RRULE: BYMONTHDAY and BYDAY at once cannot be said by a job")
            : (new ScheduleSpec(ScheduleKind.Cron, Expression: $"{List(minutes)} {List(hours)} {List(monthDays)} {List(months)} {List([.. days.Select(static day => (int)day).Order()])}"), null);
    }

    private static string? Unknown(RecurrencePattern rule, DateTime start) =>
        rule.Frequency is not (FrequencyType.Daily or FrequencyType.Weekly or FrequencyType.Monthly or FrequencyType.Yearly) ? $"FREQ={rule.Frequency.ToString().ToUpperInvariant()} cannot be said by a job"
        : rule.Interval is < 1 or > ScheduleRules.MaximumInterval ? string.Create(CultureInfo.InvariantCulture, $"INTERVAL: must be 1 to {ScheduleRules.MaximumInterval}")
        : rule.BySetPosition.Count > 0 ? "BYSETPOS cannot be said by a job"
        : rule.ByYearDay.Count > 0 || rule.ByWeekNo.Count > 0 ? "BYYEARDAY and BYWEEKNO cannot be said by a job"
        : rule.ByDay.Exists(static day => day.Offset is not null and not 0) ? "BYDAY: a certain weekday of the month cannot be said by a job"
        : rule.ByMonthDay.Exists(static day => day < 1) ? "BYMONTHDAY: days counted from the end cannot be said by a job"
        : rule.Frequency is FrequencyType.Yearly && rule.ByDay.Count > 0 ? "BYDAY of a year cannot be said by a job"
        : rule.Frequency is FrequencyType.Weekly && rule.ByMonthDay.Count > 0 ? "BYMONTHDAY of a week says nothing"
        : start.Second != 0 || rule.BySecond.Exists(static second => second != 0) ? "BYSECOND: a job fires on the minute"
        : null;

    private static string List(int[] values) => values.Length == 0 ? "*" : string.Join(',', values.Select(static value => value.ToString(CultureInfo.InvariantCulture)));
}
