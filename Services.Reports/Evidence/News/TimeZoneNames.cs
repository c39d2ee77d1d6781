using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>
/// The zones of dates: RFC 822's names, a few more that mean one thing only, places of the time zone database, and offsets. Single letters and what is not
/// known say nothing certain (RFC 5322, 4.3) and are taken as UTC.
/// </summary>
internal static partial class TimeZoneNames
{
    private static readonly Dictionary<string, int> Hours = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7, ["AKST"] = -9, ["AKDT"] = -8, ["HST"] = -10,
        ["CET"] = 1, ["CEST"] = 2, ["MEZ"] = 1, ["MESZ"] = 2, ["EET"] = 2, ["EEST"] = 3, ["BST"] = 1, ["WEST"] = 1, ["MSK"] = 3,
        ["HKT"] = 8, ["SGT"] = 8, ["JST"] = 9, ["KST"] = 9, ["AEST"] = 10, ["AEDT"] = 11, ["NZST"] = 12, ["NZDT"] = 13,
    };

    public static TimeSpan Offset(string zone, DateTime local)
    {
        if (Numeric().Match(zone) is { Success: true } match)
        {
            var digits = match.Groups["digits"].Value.Replace(":", "", StringComparison.Ordinal);
            var (hours, minutes) = digits.Length <= 2 ? (Of(digits), 0) : (Of(digits[..^2]), Of(digits[^2..]));
            // Beyond what any place on earth has, it is a slip.
            var offset = minutes < 60 && hours <= 14 ? new TimeSpan(hours, minutes, 0) : TimeSpan.Zero;
            return match.Groups["sign"].Value == "+" ? offset : -offset;
        }

        if (zone.Contains('/', StringComparison.Ordinal))
        {
            return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var place) ? place.GetUtcOffset(local) : TimeSpan.Zero;
        }

        return Hours.TryGetValue(zone, out var known) ? TimeSpan.FromHours(known) : TimeSpan.Zero;
    }

    private static int Of(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[A-Za-z]*(?<sign>[+\-\u2212])(?<digits>\d{1,2}:?\d{0,2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Numeric();
}
