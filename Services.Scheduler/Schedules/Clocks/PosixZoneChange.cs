using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>A day of each year and a time from its midnight on, which may lie days away: <c>M3.4.4/26</c>, <c>J60/0</c>, <c>0/0</c>.</summary>
internal sealed partial class PosixZoneChange
{
    private const int DaysOfWeek = 7;
    private const int LastWeek = 5;
    private static readonly TimeSpan UsualTime = TimeSpan.FromHours(2);

    private readonly Func<int, DateTime> _day;
    private readonly TimeSpan _time;

    private PosixZoneChange(Func<int, DateTime> day, TimeSpan time) => (_day, _time) = (day, time);

    /// <summary>Reads it; null for anything else.</summary>
    public static PosixZoneChange? Parse(string text) => Whole().Match(text) is { Success: true } match && Day(match) is { } day
        ? new PosixZoneChange(day, match.Groups["time"].Success ? PosixZoneRule.Time(match.Groups["time"].Value) : UsualTime)
        : null;

    /// <summary>What the clocks show when it happens, by the time that ends with it.</summary>
    public DateTime In(int year) => _day(year) + _time;

    private static Func<int, DateTime>? Day(Match match)
    {
        if (match.Groups["month"].Success)
        {
            var (month, week, day) = (Number(match, "month"), Number(match, "week"), Number(match, "day"));
            return month is >= 1 and <= 12 && week is >= 1 and <= LastWeek && day < DaysOfWeek ? year => OfMonth(year, month, week, day) : null;
        }

        // Days from 1 that pass over 29 February, or from 0 that count it.
        return match.Groups["julian"].Success
            ? Number(match, "julian") is >= 1 and <= 365 and var julian ? year => Julian(julian - 1, year) : null
            : Number(match, "number") is <= 365 and var number ? year => new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(number) : null;
    }

    // The same day of the same month as in a year without 29 February.
    private static DateTime Julian(int further, int year)
    {
        var date = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(further);
        return new DateTime(year, date.Month, date.Day, 0, 0, 0, DateTimeKind.Utc);
    }

    private static DateTime OfMonth(int year, int month, int week, int day)
    {
        var first = new DateTime(year, month, 1, 0, 0, 0, DateTimeKind.Utc);
        var date = first.AddDays(((day - (int)first.DayOfWeek + DaysOfWeek) % DaysOfWeek) + ((week - 1) * DaysOfWeek));
        return date.Month == month ? date : date.AddDays(-DaysOfWeek);
    }

    private static int Number(Match match, string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:M(?<month>\d{1,2})\.(?<week>\d)\.(?<day>\d)|J(?<julian>\d{1,3})|(?<number>\d{1,3}))(?:/(?<time>[+-]?\d{1,3}(?::\d\d){0,2}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
