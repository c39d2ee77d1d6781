using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>The forms of dates, each of a whole line. Zones stand as the last thing but for what repeats them.</summary>
internal static partial class FeedDate
{
    private const string Time = @"(?<half>上午|下午|午前|午後|오전|오후)?\s?(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,][0-9]+)?)?\s?(?<half>[AaPp](?:[Mm]\b|\.[Mm]\.))?";
    private const string Zone = @"\s?(?:(?<zone>[A-Za-z]+(?:/[A-Za-z_]+)+|[A-Za-z]{1,5}(?:[+-][0-9]{1,2}:?[0-9]{0,2})?)|(?<zone>[+\-\u2212][0-9]{1,2}:?[0-9]{0,2})(?:\s[A-Za-z]{1,5}|\[[\w/+\-]{1,40}\])?)?";
    private const string Name = @"(?<name>\p{L}{3,12})\.?";
    private const string Day = @"(?<day>[0-9]{1,2})(?:st|nd|rd|th)?";
    private const string At = @",?\s(?:(?:at|um)\s|[-–|]\s)?";

    [GeneratedRegex(@"\A(?<year>[0-9]{4})(?:[-/.年년]\s?(?<month>[0-9]{1,2})(?:[-/.月월]\s?(?<day>[0-9]{1,2})[日일]?)?[月월]?|(?<month>[0-9]{2})(?<day>[0-9]{2}))?(?:(?:\s?[Tt]|\s|,\s?)(?:" + Time + @"|(?<hour>[0-9]{2})(?<minute>[0-9]{2})(?<second>[0-9]{2})?)" + Zone + @"|[Zz])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex(@"\A(?<year>(?:19|20)[0-9]{2})(?<month>[0-9]{2})(?<day>[0-9]{2})(?<hour>[0-9]{2})(?<minute>[0-9]{2})(?<second>[0-9]{2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Compact();

    // The weekday is left alone: where it is wrong, the date is what was meant.
    [GeneratedRegex(@"\A(?:\p{L}+\.?\s?,?\s?)?" + Day + @"[\s.\-]{1,2}(?:de\s)?" + Name + @"[\s,\-]{1,2}(?:de\s)?(?<year>[0-9]{2,4})(?:" + At + Time + Zone + @")?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\A(?:\p{L}+\.?,?\s)?" + Name + @"\s" + Day + @",?\s(?<year>[0-9]{4})(?:" + At + Time + Zone + @")?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MonthFirst();

    // As C's asctime and its like: the year at the end.
    [GeneratedRegex(@"\A(?:\p{L}+\.?,?\s)?" + Name + @"\s(?<day>[0-9]{1,2})\s" + Time + Zone + @"\s(?<year>[0-9]{4})\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Program();

    [GeneratedRegex(@"\A(?<one>[0-9]{1,2})([./\-])(?<other>[0-9]{1,2})\1(?<year>[0-9]{4})(?:" + At + Time + Zone + @")?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Numeric();

    // Seconds since 1970, or thousandths or millionths of them.
    [GeneratedRegex(@"\A(?<seconds>[0-9]{10})(?:[0-9]{3}|[0-9]{6})?(?:\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Epoch();

    [GeneratedRegex(@"\A\s*(?:0+\s*\z|0000[-/]|0001-01-01)", RegexOptions.CultureInvariant)]
    private static partial Regex Never();

    // Comments of RFC 822, and marks of character data that were escaped.
    [GeneratedRegex(@"\([^()]*\)|<!\[CDATA\[|\]\]>", RegexOptions.CultureInvariant)]
    private static partial Regex Dressing();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
