using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>
/// Dates of one file, all written one way. Whether the day or the month comes first in 03/04/2026 shows in a date of the
/// file that can be read in one way only; where there is none, it is not guessed.
/// </summary>
internal sealed partial class PriceDates(bool? dayFirst)
{
    private const int Longest = 80;

    /// <summary>Whether a field is written as dates are.</summary>
    public static bool IsDate(string field) => field.Length <= Longest && Forms().Any(form => form.IsMatch(field));

    public static PriceDates Of(IEnumerable<string> fields)
    {
        var (day, month) = (false, false);
        foreach (var field in fields)
        {
            if (YearLast().Match(field) is { Success: true } match)
            {
                day |= Number(match, "first") > 12;
                month |= Number(match, "second") > 12;
            }
        }

        return new PriceDates(day == month ? null : day);
    }

    /// <summary>The day, and the time within it as it stands; the day as it is written, whatever zone is named beside it.</summary>
    public (DateOnly Day, TimeSpan? Time) Read(string field, string time, int line)
    {
        if (field.Length > Longest || Forms().Select(form => form.Match(field)).FirstOrDefault(static match => match.Success) is not { } match)
        {
            throw new MalformedQuotesException(line, PriceWords.NoDate);
        }

        if (match.Groups["seconds"] is { Success: true, Value: var seconds })
        {
            var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
            return (DateOnly.FromDateTime(at.UtcDateTime), at.TimeOfDay);
        }

        var (month, day) = match.Groups["name"] is { Success: true, Value: var name } ? (MonthNames.Of(name), Number(match, "day"))
            : match.Groups["first"].Success ? MonthAndDay(match, line)
            : (Number(match, "month"), Number(match, "day"));
        var year = Number(match, "year");
        year = match.Groups["year"].Length > 2 ? year : year < 50 ? 2000 + year : 1900 + year;
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? (new DateOnly(year, month, day), Time(match.Groups["time"] is { Success: true, Value: var own } ? own : time))
            : throw new MalformedQuotesException(line, PriceWords.NoDate);
    }

    private static IEnumerable<Regex> Forms() => [YearFirst(), Epoch(), YearLast(), DayThenName(), NameThenDay(), YearThenName()];

    private (int Month, int Day) MonthAndDay(Match match, int line)
    {
        var (first, second) = (Number(match, "first"), Number(match, "second"));
        return (dayFirst ?? (first == second ? true : throw new MalformedQuotesException(line, PriceWords.TwoDates(match.Groups["date"].Value)))) ? (second, first) : (first, second);
    }

    private static TimeSpan? Time(string text)
    {
        if (TimeOfDay().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var hour = match.Groups["half"].Value switch { "P" or "p" when Number(match, "hour") < 12 => 12, "A" or "a" when Number(match, "hour") == 12 => -12, _ => 0 } + Number(match, "hour");
        return new TimeSpan(hour, Number(match, "minute"), match.Groups["second"].Success ? Number(match, "second") : 0);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private const string AtTime = @"(?<time>[T\s]\s*[0-9]{1,2}:[0-9]{2}[^,;]{0,24}|[T\s][0-9]{6})?(?:\s[A-Z]{2,4})?";
    private const string Weekday = @"(?:\p{L}+\.?,?\s+)?";
    private const string Name = @"(?<name>\p{L}{3,12})\.?";

    [GeneratedRegex(@"\A(?:(?<year>[0-9]{4})(?:([-/.])(?<month>[0-9]{1,2})\1(?<day>[0-9]{1,2})|(?<month>[0-9]{2})(?<day>[0-9]{2})|年(?<month>[0-9]{1,2})月(?<day>[0-9]{1,2})日)|(?<year>(?:19|20)[0-9]{2})(?<month>0[1-9]|1[0-2])(?<day>[0-9]{2})(?<time>[0-9]{4}(?:[0-9]{2})?))" + AtTime + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"\A(?<date>(?<first>[0-9]{1,2})([-/.])(?<second>[0-9]{1,2})\1(?<year>[0-9]{4}))" + AtTime + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex YearLast();

    [GeneratedRegex(@"\A" + Weekday + @"(?<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?[\s\-/.]*(?:de\s+)?" + Name + @"[\s\-/,.]*(?:de\s+)?(?<year>[0-9]{4}|[0-9]{2})" + AtTime + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex DayThenName();

    [GeneratedRegex(@"\A" + Weekday + Name + @"[\s\-/]*(?<day>[0-9]{1,2})(?:st|nd|rd|th)?[\s\-/,]+(?<year>[0-9]{4})" + AtTime + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameThenDay();

    [GeneratedRegex(@"\A(?<year>[0-9]{4})[\s\-/]*" + Name + @"[\s\-/]*(?<day>[0-9]{1,2})" + AtTime + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex YearThenName();

    [GeneratedRegex(@"\A[T\s]*(?<hour>[0-9]{1,2}):?(?<minute>[0-9]{2})(?::?(?<second>[0-9]{2}))?(?:[.,][0-9]+)?\s*(?<half>[AaPp])?", RegexOptions.CultureInvariant)]
    private static partial Regex TimeOfDay();

    // Seconds since 1970, or thousandths, millionths or billionths of them.
    [GeneratedRegex(@"\A(?<seconds>[0-9]{9,10})(?:[0-9]{3}){0,3}(?:\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Epoch();
}
