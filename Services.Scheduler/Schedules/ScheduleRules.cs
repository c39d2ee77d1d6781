using System.Globalization;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Services.Scheduler.Schedules.Clocks;
using Nanobot.Services.Scheduler.Schedules.Cron;

namespace Nanobot.Services.Scheduler.Schedules;

/// <summary>What a schedule must be to be accepted.</summary>
internal static class ScheduleRules
{
    public const long MinimumSeconds = 60;
    public const long MaximumSeconds = 366L * 24 * 60 * 60;
    public const int MaximumInterval = 52;
    public const string DayForm = "yyyy-MM-dd";
    private const int MaximumYears = 10;

    // Calendars end in the year 2099 what is not to end.
    private const int MaximumYearsToEnd = 100;

    private static readonly DateOnly Earliest = new(1970, 1, 1);

    private static readonly string IntervalForm = string.Create(CultureInfo.InvariantCulture, $"must be 1 to {MaximumInterval}");

    /// <summary>Adds everything that is wrong with <paramref name="spec"/>, each under the member's name.</summary>
    public static void Check(ScheduleSpec spec, DateTimeOffset now, ValidationErrors errors)
    {
        errors.OneOf(spec.Kind, "kind", ScheduleKind.All);
        if (spec.Kind is null || !ScheduleKind.All.Contains(spec.Kind))
        {
            return;
        }

        CheckMembers(spec, errors);
        CheckSpan(spec, now, errors);
        switch (spec.Kind)
        {
            case ScheduleKind.Daily or ScheduleKind.Weekly:
                errors.Require(spec.Hour is >= 0 and <= 23, "hour", "must be 0 to 23");
                errors.Require(spec.Minute is >= 0 and <= 59, "minute", "must be 0 to 59");
                if (spec.Kind == ScheduleKind.Weekly)
                {
                    errors.OneOf(spec.DayOfWeek, "day_of_week", Weekday.Names);
                }

                break;
            case ScheduleKind.Cron:
                CheckExpression(spec.Expression, now, errors);
                break;
            case ScheduleKind.Every:
                errors.Require(spec.Seconds is >= MinimumSeconds and <= MaximumSeconds, "seconds",
                    string.Create(CultureInfo.InvariantCulture, $"must be {MinimumSeconds} to {MaximumSeconds}"));
                break;
            default:
                CheckTime(spec.Time, "time", now, MaximumYears, errors);
                break;
        }
    }

    /// <summary>Adds what no kind of schedule takes of the members that are there.</summary>
    public static void CheckRanges(ScheduleSpec spec, DateTimeOffset now, ValidationErrors errors)
    {
        errors.Require(spec.Hour is null or (>= 0 and <= 23), "hour", "must be 0 to 23");
        errors.Require(spec.Minute is null or (>= 0 and <= 59), "minute", "must be 0 to 59");
        errors.Require(spec.Seconds is null or (>= MinimumSeconds and <= MaximumSeconds), "seconds",
            string.Create(CultureInfo.InvariantCulture, $"must be {MinimumSeconds} to {MaximumSeconds}"));
        if (spec.DayOfWeek is not null)
        {
            errors.OneOf(spec.DayOfWeek, "day_of_week", Weekday.Names);
        }

        CheckSpan(spec, now, errors);
    }

    // Where counting begins, and where it ends.
    private static void CheckSpan(ScheduleSpec spec, DateTimeOffset now, ValidationErrors errors)
    {
        errors.Require(spec.Interval is null or (>= 1 and <= MaximumInterval), "interval", IntervalForm);
        if (spec.StartsOn is not null)
        {
            var isDay = DateOnly.TryParseExact(spec.StartsOn, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            errors.Require(isDay, "starts_on", "must be a day, for example 2030-01-31");
            errors.Require(!isDay || (day >= Earliest && day < DateOnly.FromDateTime(now.UtcDateTime).AddYears(MaximumYears)), "starts_on",
                string.Create(CultureInfo.InvariantCulture, $"must be from {Earliest.Year} on and within {MaximumYears} years"));
        }

        if (spec.EndsAt is not null and not ScheduleSpec.Never)
        {
            CheckTime(spec.EndsAt, "ends_at", now, MaximumYearsToEnd, errors);
        }
    }

    private static void CheckExpression(string? expression, DateTimeOffset now, ValidationErrors errors)
    {
        try
        {
            var spec = CronParser.Parse(expression ?? "");
            errors.Require(spec.IsByTheMinute, "expression", string.Create(CultureInfo.InvariantCulture,
                $"second: names more than one second of a minute; runs lie {MinimumSeconds} seconds apart at least, as those of the kind {ScheduleKind.Every} do"));
            errors.Require(spec.ToTimes().Next(now.UtcDateTime) is not null, "expression", "day of month: together with the other days and months it names a date that never comes");
        }
        catch (CronException exception)
        {
            errors.Require(false, "expression", exception.Message);
        }
    }

    private static void CheckTime(string? time, string member, DateTimeOffset now, int years, ValidationErrors errors)
    {
        if (Rfc3339.Parse(time) is not { } at)
        {
            errors.Require(false, member, "must be a time of RFC 3339 with its offset, for example 2030-01-31T09:00:00+08:00");
            return;
        }

        errors.Require(at > now, member, "must be in the future");
        errors.Require(at < now.AddYears(years), member, string.Create(CultureInfo.InvariantCulture, $"must be within {years} years"));
    }

    private static void CheckMembers(ScheduleSpec spec, ValidationErrors errors)
    {
        var timeOfDay = spec.Kind is ScheduleKind.Daily or ScheduleKind.Weekly;
        Refuse(spec.Hour is not null && !timeOfDay, "hour");
        Refuse(spec.Minute is not null && !timeOfDay, "minute");
        Refuse(spec.DayOfWeek is not null && spec.Kind != ScheduleKind.Weekly, "day_of_week");
        Refuse(spec.Expression is not null && spec.Kind != ScheduleKind.Cron, "expression");
        Refuse(spec.Seconds is not null && spec.Kind != ScheduleKind.Every, "seconds");
        Refuse(spec.Time is not null && spec.Kind != ScheduleKind.At, "time");
        Refuse(spec.Interval is not null && !timeOfDay, "interval");
        Refuse(spec.StartsOn is not null && !timeOfDay, "starts_on");
        Refuse(spec.EndsAt is not null && spec.Kind == ScheduleKind.At, "ends_at");

        void Refuse(bool foreign, string member) => errors.Require(!foreign, member, $"is no member of the kind {spec.Kind}");
    }
}
