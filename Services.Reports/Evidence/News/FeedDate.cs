using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>
/// The dates of feeds: RFC 822 and its successors, RFC 3339 and the forms of ISO 8601 that are in use, those of programs.
/// What says no zone is UTC.
/// </summary>
internal static partial class FeedDate
{
    // Programs write the year 1 for "never".
    private const int FirstYear = 1900;
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null or { Length: > 100 })
        {
            return null;
        }

        var line = Spaces().Replace(Comment().Replace(text, " "), " ").Trim();
        foreach (var form in new[] { Iso(), Mail(), MonthFirst(), Program() })
        {
            if (form.Match(line) is { Success: true } match)
            {
                return Make(match);
            }
        }

        return null;
    }

    private static DateTimeOffset? Make(Match match)
    {
        var month = match.Groups["name"] is { Success: true, Value: var name } ? (Months.IndexOf(name[..3].ToLowerInvariant(), StringComparison.Ordinal) / 3) + 1 : Number(match, "month", 1);
        var (year, day, hour) = (Year(match.Groups["year"].Value), Number(match, "day", 1), Number(match, "hour", 0));
        var (minute, second) = (Number(match, "minute", 0), Math.Min(Number(match, "second", 0), 59));
        hour = match.Groups["half"].Value.ToLowerInvariant() switch { "pm" when hour < 12 => hour + 12, "am" when hour == 12 => 0, _ => hour };
        if (year < FirstYear || year > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 24 || minute > 59 || (hour == 24 && minute + second > 0))
        {
            return null;
        }

        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        var offset = TimeZoneNames.Offset(match.Groups["zone"].Value);
        var ticks = local.Ticks + (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute) + (second * TimeSpan.TicksPerSecond) - offset.Ticks;
        return new DateTimeOffset(Math.Clamp(ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
    }

    // Of two digits as RFC 2822, 4.3 has it, and of three.
    private static int Year(string digits)
    {
        var year = int.Parse(digits, CultureInfo.InvariantCulture);
        return digits.Length switch { 2 => year < 50 ? 2000 + year : 1900 + year, 3 => 1900 + year, _ => year };
    }

    private static int Number(Match match, string group, int otherwise) =>
        match.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : otherwise;

    private const string Time = @"(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d+)?)?\s?(?<half>[AaPp][Mm]\b)?";
    private const string Zone = @"\s?(?<zone>[A-Za-z]{1,5}(?:[+-]\d{1,2}:?\d{0,2})?|[+\-\u2212]\d{1,2}:?\d{0,2})?";
    private const string Name = @"(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?";

    [GeneratedRegex(@"\A(?<year>\d{4})(?:[-/.年](?<month>\d{1,2})(?:[-/.月](?<day>\d{1,2})日?)?月?|(?<month>\d{2})(?<day>\d{2}))?(?:(?:\s?[Tt]|\s|,\s?)(?:" + Time + @"|(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?)" + Zone + @"|[Zz])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    // The weekday is left alone: where it is wrong, the date is what was meant.
    [GeneratedRegex(@"\A(?:\p{L}+\.?\s?,?\s?)?(?<day>\d{1,2})[\s.\-]{1,2}" + Name + @"[\s,\-]{1,2}(?<year>\d{2,4})(?:,?\s(?:at\s)?" + Time + Zone + @")?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\A(?:[a-z]+,?\s)?" + Name + @"\s(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?<year>\d{4})(?:,?\s(?:at\s)?" + Time + Zone + @")?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MonthFirst();

    // As C's asctime and its like: the year at the end.
    [GeneratedRegex(@"\A(?:[a-z]+,?\s)?" + Name + @"\s(?<day>\d{1,2})\s" + Time + Zone + @"\s(?<year>\d{4})\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Program();

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
