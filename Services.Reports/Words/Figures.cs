using System.Globalization;

namespace Nanobot.Services.Reports.Words;

/// <summary>Numbers as every report writes them, whatever its language: the same digits in the table and in the evidence.</summary>
internal static class Figures
{
    private const int Places = 4;
    private const int MostPlaces = 28;

    /// <summary>To four decimals; below 0.1 to four digits that count, so that no price is shown as nothing.</summary>
    public static string Price(decimal value) => Decimals(value);

    public static string Change(decimal? value) => value is { } change ? (change > 0 ? "+" : "") + Decimals(change) : "–";

    public static string Percent(decimal? value) => value?.ToString("+0.00'%';-0.00'%';0.00'%'", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>From the lowest to the highest, or a dash where that is not known.</summary>
    public static string Range(decimal? low, decimal? high) => low is { } from && high is { } to ? $"{Price(from)} – {Price(to)}" : "–";

    public static string Volume(long? value) => value is { } volume ? Volume(volume) : "–";

    public static string Volume(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Minute(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Decimals(decimal value)
    {
        var places = Places;
        for (var edge = 0.1m; value != 0 && Math.Abs(value) < edge && places < MostPlaces; edge /= 10)
        {
            places++;
        }

        return Math.Round(value, places, MidpointRounding.AwayFromZero).ToString("0.00" + new string('#', places - 2), CultureInfo.InvariantCulture);
    }
}
