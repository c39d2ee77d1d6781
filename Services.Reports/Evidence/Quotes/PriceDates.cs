using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>
/// Dates of one file, all written one way. Whether the day or the month comes first in 03/04/2026 shows in a date of the
/// file that can be read in one way only; where there is none, it is not guessed.
/// </summary>
internal sealed partial class PriceDates(bool? dayFirst)
{
    private static readonly string[] Named = ["d-MMM-yyyy", "d-MMM-yy", "d MMM yyyy", "MMM d, yyyy", "MMM d yyyy", "MMMM d, yyyy", "d MMMM yyyy", "MMM-d-yyyy", "ddd MMM d yyyy", "ddd, d MMM yyyy"];

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
        if (Epoch().Match(field) is { Success: true } epoch)
        {
            var seconds = long.Parse(epoch.Groups["seconds"].Value, CultureInfo.InvariantCulture);
            var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
            return (DateOnly.FromDateTime(at.UtcDateTime), at.TimeOfDay);
        }

        if (YearFirst().Match(field) is { Success: true } first)
        {
            return (Day(Number(first, "year"), Number(first, "month"), Number(first, "day"), line), Time(first, time));
        }

        if (YearLast().Match(field) is { Success: true } last)
        {
            var isDayFirst = dayFirst ?? (last.Groups["first"].Value == last.Groups["second"].Value ? true : throw new MalformedQuotesException(line, PriceWords.TwoDates(last.Groups["date"].Value)));
            return (Day(Number(last, "year"), Number(last, isDayFirst ? "second" : "first"), Number(last, isDayFirst ? "first" : "second"), line), Time(last, time));
        }

        return DateOnly.TryParseExact(field, Named, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var named) ? (named, Time(time)) : throw new MalformedQuotesException(line, PriceWords.NoDate);
    }

    private static DateOnly Day(int year, int month, int day, int line) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : throw new MalformedQuotesException(line, PriceWords.NoDate);

    private static TimeSpan? Time(Match match, string otherwise) => Time(match.Groups["time"] is { Success: true, Value: var time } ? time : otherwise);

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

    private const string AtTime = @"(?<time>[T\s]\s*\d{1,2}:\d{2}[^,;]{0,24})?";

    [GeneratedRegex(@"\A(?<year>\d{4})(?:([-/.])(?<month>\d{1,2})\1(?<day>\d{1,2})|(?<month>\d{2})(?<day>\d{2})|年(?<month>\d{1,2})月(?<day>\d{1,2})日)" + AtTime + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"\A(?<date>(?<first>\d{1,2})([-/.])(?<second>\d{1,2})\1(?<year>\d{4}))" + AtTime + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex YearLast();

    [GeneratedRegex(@"\A[T\s]*(?<hour>\d{1,2}):?(?<minute>\d{2})(?::?(?<second>\d{2}))?(?:[.,]\d+)?\s*(?<half>[AaPp])?", RegexOptions.CultureInvariant)]
    private static partial Regex TimeOfDay();

    // Seconds or milliseconds since 1970.
    [GeneratedRegex(@"\A(?<seconds>\d{9,10})(?:\d{3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Epoch();
}
