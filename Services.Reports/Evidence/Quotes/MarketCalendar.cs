using System.Globalization;
using Microsoft.Extensions.Options;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>
/// Which days a market trades: its weekdays by the clock of its exchange, which the ending of a symbol names, but for the holidays that are configured. Where none are, one missing day is taken
/// for a holiday.
/// </summary>
internal sealed class MarketCalendar(IOptions<EvidenceOptions> options)
{
    // By then the day before is in every price file.
    private static readonly TimeSpan TimeToPublish = TimeSpan.FromHours(8);

    private static readonly Dictionary<string, string> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = "America/New_York", [".HK"] = "Asia/Hong_Kong", [".SS"] = "Asia/Shanghai", [".SZ"] = "Asia/Shanghai", [".BJ"] = "Asia/Shanghai", [".T"] = "Asia/Tokyo", [".KS"] = "Asia/Seoul",
        [".KQ"] = "Asia/Seoul", [".TW"] = "Asia/Taipei", [".TWO"] = "Asia/Taipei", [".L"] = "Europe/London", [".DE"] = "Europe/Berlin", [".F"] = "Europe/Berlin", [".PA"] = "Europe/Paris",
        [".AS"] = "Europe/Amsterdam", [".BR"] = "Europe/Brussels", [".SW"] = "Europe/Zurich", [".MI"] = "Europe/Rome", [".MC"] = "Europe/Madrid", [".ST"] = "Europe/Stockholm",
        [".OL"] = "Europe/Oslo", [".CO"] = "Europe/Copenhagen", [".HE"] = "Europe/Helsinki", [".VI"] = "Europe/Vienna", [".WA"] = "Europe/Warsaw", [".TO"] = "America/Toronto",
        [".V"] = "America/Toronto", [".MX"] = "America/Mexico_City", [".SA"] = "America/Sao_Paulo", [".AX"] = "Australia/Sydney", [".NZ"] = "Pacific/Auckland", [".SI"] = "Asia/Singapore",
        [".NS"] = "Asia/Kolkata", [".BO"] = "Asia/Kolkata", [".JK"] = "Asia/Jakarta", [".BK"] = "Asia/Bangkok",
    };

    private readonly Dictionary<string, HashSet<DateOnly>> _holidays = options.Value.Holidays.ToDictionary(
        static one => one.Key, static one => one.Value.Select(static day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToHashSet(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The ending of a symbol, with its dot; empty where it has none.</summary>
    public static string SuffixOf(string symbol) => symbol.LastIndexOf('.') is > 0 and var dot ? symbol[dot..] : "";

    /// <summary>The same without its dot; <c>US</c> where it has none.</summary>
    public static string ExchangeOf(string symbol) => SuffixOf(symbol) is { Length: > 0 } suffix ? suffix[1..] : "US";

    /// <summary>How many trading days are missing after the last of a symbol; null where none is, or what is may be a holiday.</summary>
    public int? Missed(string symbol, DateOnly last, DateTimeOffset now)
    {
        var suffix = SuffixOf(symbol);
        var local = Zones.TryGetValue(suffix, out var zone) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(now, found) : now;
        var today = DateOnly.FromDateTime((local - TimeToPublish).DateTime);
        var holidays = _holidays.GetValueOrDefault(ExchangeOf(symbol));
        var missed = 0;
        // Weeks at once, so that a file of the last century takes no longer.
        var day = last.AddDays(1);
        var weeks = Math.Max(0, (today.DayNumber - day.DayNumber) / 7);
        missed += weeks * 5;
        missed -= holidays?.Count(holiday => holiday >= day && holiday < day.AddDays(weeks * 7) && IsWeekday(holiday)) ?? 0;
        for (day = day.AddDays(weeks * 7); day < today; day = day.AddDays(1))
        {
            missed += IsWeekday(day) && holidays?.Contains(day) is not true ? 1 : 0;
        }

        return missed > (holidays is null ? 1 : 0) ? missed : null;
    }

    private static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
