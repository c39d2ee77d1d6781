using System.Globalization;
using System.Text.RegularExpressions;
using Quartz;

namespace Nanobot.Services.Scheduler.Tests.Schedules.Cron;

/// <summary>An expression in Quartz's terms, and where Quartz means another thing by it.</summary>
internal static partial class QuartzCron
{
    /// <summary>The rule by which the sample is left out; null where Quartz is to agree.</summary>
    public static string? Differs(CronSample sample) =>
        sample.Weekday.Special > 0 && sample.Weekday.Parts > 1 || sample.Day.Special > 0 && sample.Day.Parts > 1 ? "lists of days with L, W or #"
        : !sample.Day.IsAll && !sample.Weekday.IsAll && (sample.Day.IsStar || sample.Weekday.IsStar) ? "a field of days with a step over * is joined by or"
        : Short().IsMatch(sample.Day.Text) ? "the weekday nearest to a day that a month does not have is that of its last"
        : Mixed().IsMatch(sample.Month.Text) || Mixed().IsMatch(sample.Weekday.Text) ? "ranges of a number and a name, and steps behind a name"
        : ToSeven().IsMatch(sample.Weekday.Text) ? "days of the week end with Saturday"
        : null;

    /// <summary>Quartz counts days of the week from 1, Sunday, wants seconds, and <c>?</c> for one of the fields of days where the other is restricted.</summary>
    public static CronExpression Parse(CronSample sample)
    {
        var weekday = Number().Replace(sample.Weekday.Text, static match => ((int.Parse(match.Value, CultureInfo.InvariantCulture) % 7) + 1).ToString(CultureInfo.InvariantCulture));
        var (day, week) = sample.Weekday.IsAll ? (sample.Day.IsAll ? "*" : sample.Day.Text, "?") : (sample.Day.IsAll ? "?" : sample.Day.Text, weekday);
        return new CronExpression($"{sample.Second?.Text ?? "0"} {sample.Minute.Text} {sample.Hour.Text} {day} {sample.Month.Text} {week}", TimeZoneInfo.Utc);
    }

    // Days, and neither steps nor the number of a week.
    [GeneratedRegex(@"(?<![/#\d])\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:29|30|31)W")]
    private static partial Regex Short();

    [GeneratedRegex(@"\d-[a-z]|[a-z]-\d|[a-z]/\d", RegexOptions.IgnoreCase)]
    private static partial Regex Mixed();

    // From Sunday to Sunday, and a step to the end of the field, which is Sunday here.
    [GeneratedRegex(@"(?:^|,)(?:(?:sun|0)-7|[^-,*]+/)", RegexOptions.IgnoreCase)]
    private static partial Regex ToSeven();
}
