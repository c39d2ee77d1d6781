using System.Globalization;

namespace Nanobot.Services.Reports.Words;

/// <summary>Numbers as every report writes them, whatever its language: the same digits in the table and in the evidence.</summary>
internal static class Figures
{
    public static string Price(decimal value) => value.ToString("0.00##", CultureInfo.InvariantCulture);

    public static string Change(decimal? value) => value?.ToString("+0.00##;-0.00##;0.00", CultureInfo.InvariantCulture) ?? "–";

    public static string Percent(decimal? value) => value?.ToString("+0.00'%';-0.00'%';0.00'%'", CultureInfo.InvariantCulture) ?? "–";

    public static string Volume(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Minute(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
