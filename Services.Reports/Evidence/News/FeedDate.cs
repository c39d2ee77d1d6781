using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>
/// The dates of feeds: RFC 822 and its successors, RFC 3339 and the forms of ISO 8601 that are in use, those of programs.
/// What says no zone is UTC; what can be read as two days is none.
/// </summary>
internal static partial class FeedDate
{
    // Programs write the year 1 for "never".
    private const int FirstYear = 1900;

    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null or { Length: > 100 })
        {
            return null;
        }

        var line = Spaces().Replace(Dressing().Replace(text, " "), " ").Trim();
        if (Epoch().Match(line) is { Success: true } epoch)
        {
            return DateTimeOffset.FromUnixTimeSeconds(long.Parse(epoch.Groups["seconds"].Value, CultureInfo.InvariantCulture));
        }

        foreach (var form in new[] { Iso(), Compact(), Mail(), MonthFirst(), Program(), Numeric() })
        {
            if (form.Match(line) is { Success: true } match)
            {
                return Make(match);
            }
        }

        return null;
    }

    /// <summary>Whether a text says when at all, be it in no way that can be read: some write zeros or the year 1 for "never".</summary>
    public static bool IsMeant(string? text) => !string.IsNullOrWhiteSpace(text) && !Never().IsMatch(text);

    private static DateTimeOffset? Make(Match match)
    {
        var (month, day) = MonthAndDay(match);
        var (year, hour) = (Year(match.Groups["year"].Value), Number(match, "hour", 0));
        var (minute, second) = (Number(match, "minute", 0), Math.Min(Number(match, "second", 0), 59));
        hour = match.Groups["half"].Value.ToLowerInvariant() switch
        {
            "pm" or "p.m." or "下午" or "午後" or "오후" when hour < 12 => hour + 12,
            "am" or "a.m." or "上午" or "午前" or "오전" when hour == 12 => 0,
            _ => hour,
        };
        if (year < FirstYear || year > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 24 || minute > 59 || (hour == 24 && minute + second > 0))
        {
            return null;
        }

        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified)
            .AddTicks((hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute) + (second * TimeSpan.TicksPerSecond));
        var ticks = local.Ticks - TimeZoneNames.Offset(match.Groups["zone"].Value, local).Ticks;
        return new DateTimeOffset(Math.Clamp(ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
    }

    // Which of two numbers is the day shows where one of them is no month; else there is none.
    private static (int Month, int Day) MonthAndDay(Match match)
    {
        if (!match.Groups["one"].Success)
        {
            return (match.Groups["name"] is { Success: true, Value: var name } ? MonthNames.Of(name) : Number(match, "month", 1), Number(match, "day", 1));
        }

        var (one, other) = (Number(match, "one", 0), Number(match, "other", 0));
        return one > 12 || one == other ? (other, one) : other > 12 ? (one, other) : (0, 0);
    }

    // Of two digits as RFC 2822, 4.3 has it, and of three.
    private static int Year(string digits)
    {
        var year = int.Parse(digits, CultureInfo.InvariantCulture);
        return digits.Length switch { 2 => year < 50 ? 2000 + year : 1900 + year, 3 => 1900 + year, _ => year };
    }

    private static int Number(Match match, string group, int otherwise) =>
        match.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : otherwise;
}
