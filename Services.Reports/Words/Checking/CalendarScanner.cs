using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>Dates, their parts, and times of day as numbers of a text.</summary>
internal static partial class CalendarScanner
{
    private static readonly string[] MonthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] DayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    /// <summary>What a match of a date or a time says; null where it is another number.</summary>
    public static NumberToken? FromMatch(Match match)
    {
        if (match.Groups["hour"] is { Success: true, Value: var hour })
        {
            return Token($"{hour.PadLeft(2, '0')}:{match.Groups["minute"].Value}", match);
        }

        if (!match.Groups["day"].Success)
        {
            return null;
        }

        var day = match.Groups["day"].Value.PadLeft(2, '0');
        var month = match.Groups["name"] is { Success: true, Value: var name }
            ? (Array.IndexOf(MonthNames, name[..3]) + 1).ToString("00", CultureInfo.InvariantCulture)
            : match.Groups["month"] is { Success: true, Value: var number } ? number.PadLeft(2, '0') : null;
        return Token(month is null ? day : match.Groups["year"] is { Success: true, Value: var year } ? $"{year}-{month}-{day}" : $"{month}-{day}", match);
    }

    /// <summary>Each day of the week that a text names.</summary>
    public static IEnumerable<NumberToken> Weekdays(string plain) => Weekday().Matches(plain).Select(static match => Token(
        match.Groups["en"] is { Success: true, Value: var name } ? name[..3] : DayNames["日一二三四五六".IndexOf(match.Groups["zh"].Value.Replace('天', '日'), StringComparison.Ordinal)], match));

    /// <summary>Whether <paramref name="stated"/> is said of the date or time <paramref name="known"/>.</summary>
    public static bool IsSaidOf(string stated, string known)
    {
        if (stated == known)
        {
            return true;
        }

        if (known.Length != 10 || !DateOnly.TryParseExact(known, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return false;
        }

        return stated.Length switch
        {
            5 => known.EndsWith(stated, StringComparison.Ordinal) && stated[2] == '-',
            3 => DayNames[(int)date.DayOfWeek] == stated,
            2 => known.EndsWith(stated, StringComparison.Ordinal),
            _ => false,
        };
    }

    private static NumberToken Token(string text, Match match) => new(null, 0, "", text, match.Index, match.Index + match.Length);

    [GeneratedRegex(@"\b(?<en>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|(?:周|星期|礼拜)(?<zh>[一二三四五六日天])(?![个年月线内])", RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();
}
