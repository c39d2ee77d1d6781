using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words.Offline;

/// <summary>The figures of a symbol, read out of the line that tells them, each as it stands there.</summary>
/// <param name="Number">The line's number.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Close">Its close.</param>
/// <param name="Date">The day of it.</param>
/// <param name="Change">What it changed by, with its sign; null where the line does not say.</param>
/// <param name="Percent">The same in percent.</param>
/// <param name="Against">The day that it is compared with; null for the close before.</param>
/// <param name="Low">The lower end of its range, or null.</param>
/// <param name="High">The upper end.</param>
internal sealed partial record OfflineQuote(int Number, string Symbol, string Close, string Date, string? Change, string? Percent, string? Against, string? Low, string? High)
{
    /// <summary>By how much, with its sign; zero where the line does not say.</summary>
    public decimal Moved => Value(Percent?.TrimEnd('%'));

    /// <summary>The change without its sign.</summary>
    public string Size => Percent!.TrimStart('+', '-');

    /// <summary>From 0, the lower end of its range, to 1; null where there is none.</summary>
    public decimal? Place => Value(High) - Value(Low) is > 0 and var width ? (Value(Close) - Value(Low)) / width : null;

    /// <summary>Reads a line; null for one that tells something else.</summary>
    public static OfflineQuote? Read(int number, string text)
    {
        if (Closed().Match(text) is not { Success: true } closed)
        {
            return null;
        }

        var (change, against, range) = (ChangeBy().Match(text, closed.Index + closed.Length), AgainstDay().Match(text), FiveDays().Match(text));
        return new OfflineQuote(number, closed.Groups["symbol"].Value, closed.Groups["close"].Value, closed.Groups["date"].Value,
            Of(change, "change"), Of(change, "percent"), Of(against, "date"), Of(range, "low"), Of(range, "high"));
    }

    private static string? Of(Match match, string group) => match.Success ? match.Groups[group].Value : null;

    private static decimal Value(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : 0;

    [GeneratedRegex(@"\A(?<symbol>\S+) (?:closed at (?<close>\d[\d.,]*)(?: [A-Z]{3})? on (?<date>\d{4}-\d\d-\d\d)|(?<date>\d{4}-\d\d-\d\d) 收盘 (?<close>\d[\d.,]*))", RegexOptions.CultureInvariant)]
    private static partial Regex Closed();

    [GeneratedRegex(@"(?<change>[+-]\d[\d.,]*|0\.00) \((?<percent>[+-]?\d[\d.,]*%)\)", RegexOptions.CultureInvariant)]
    private static partial Regex ChangeBy();

    [GeneratedRegex(@"(?:against|较) (?<date>\d{4}-\d\d-\d\d) \(", RegexOptions.CultureInvariant)]
    private static partial Regex AgainstDay();

    [GeneratedRegex(@"(?:5-day range|5日区间) (?<low>\d[\d.,]*) – (?<high>\d[\d.,]*)", RegexOptions.CultureInvariant)]
    private static partial Regex FiveDays();
}
