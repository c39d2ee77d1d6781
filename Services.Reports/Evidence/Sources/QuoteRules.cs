using System.Globalization;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>What settings of prices may be.</summary>
internal static class QuoteRules
{
    private const int MaximumProviders = 10;
    private const int LongestName = 40;

    /// <summary>The shapes that are known. The types of these stand elsewhere.</summary>
    public static IReadOnlyList<string> Shapes { get; } =
        ["csv", "json", "stooq", "alpha-vantage", "alpha-vantage-adjusted", "yahoo-chart", "twelve-data", "finnhub", "tiingo", "polygon"];

    /// <summary>What is wrong with them.</summary>
    public static IEnumerable<string> Check(EvidenceOptions options) =>
    [
        .. SourceRules.Broken(
            (options.Quotes.Providers.Count <= MaximumProviders, $"Evidence:Quotes:Providers must have at most {MaximumProviders} entries"),
            (string.IsNullOrEmpty(options.Benchmark) || TickerSymbol.TryParse(options.Benchmark, out _), "Evidence:Benchmark must be a ticker symbol")),
        .. options.Holidays.SelectMany(static one => one.Value.Where(static day => !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            .Select(day => $"Evidence:Holidays:{one.Key} must have days as yyyy-MM-dd")).Distinct(),
        .. options.Quotes.Providers.SelectMany(static (provider, index) => Check(provider, string.Create(CultureInfo.InvariantCulture, $"Evidence:Quotes:Providers:{index}"))),
    ];

    private static IEnumerable<string> Check(QuoteProviderOptions provider, string key) => SourceRules.Broken(
        (provider.Name.Trim() is { Length: > 0 and <= LongestName }, $"{key}:Name must have 1 to {LongestName} characters"),
        (Shapes.Contains(provider.Shape, StringComparer.OrdinalIgnoreCase), $"{key}:Shape must be one of {string.Join(", ", Shapes)}"),
        (provider.Url is null ? !Own(provider) : IsTemplate(provider.Url), $"{key}:Url must be an absolute http or https URL with {{symbol}} once, not in its host, and without a name or password"),
        (provider.ApiKey is { Length: > 0 } || !Texts(provider).Any(static text => text.Contains("{apikey}", StringComparison.Ordinal)), $"{key}:ApiKey is needed where {{apikey}} stands"),
        (provider.Days is >= 10 and <= 4000, $"{key}:Days must be from 10 to 4000"),
        (provider.PerMinute is null or (>= 0.1 and <= 6000), $"{key}:PerMinute must be from 0.1 to 6000"),
        (provider.Currency is null || (provider.Currency.Length == 3 && provider.Currency.All(char.IsAsciiLetter)), $"{key}:Currency must have three letters"),
        (Pointers(provider.Json).All(static pointer => pointer is null or "" || pointer[0] == '/'), $"{key}:Json must have JSON pointers, which begin with /"),
        (provider.Headers.All(static header => Name(header.Key) && !header.Value.Any(char.IsControl)), $"{key}:Headers must have names and values that HTTP allows"));

    // The shapes that are no provider's have no address of their own.
    private static bool Own(QuoteProviderOptions provider) => provider.Shape.Equals("csv", StringComparison.OrdinalIgnoreCase) || provider.Shape.Equals("json", StringComparison.OrdinalIgnoreCase);

    private static bool IsTemplate(string url) => url.Split("{symbol}").Length == 2
        && SourceRules.IsAddress(Filled(url, "A")) && new Uri(Filled(url, "A")).Authority == new Uri(Filled(url, "B")).Authority;

    private static string Filled(string url, string symbol) => new[] { "{from}", "{to}", "{from_unix}", "{to_unix}", "{apikey}" }
        .Aggregate(url.Replace("{symbol}", symbol, StringComparison.Ordinal), static (text, part) => text.Replace(part, "1", StringComparison.Ordinal));

    private static IEnumerable<string> Texts(QuoteProviderOptions provider) => [provider.Url ?? "", .. provider.Headers.Values];

    private static string?[] Pointers(JsonShapeOptions json) =>
        [json.Rows, json.Date, json.Open, json.High, json.Low, json.Close, json.Adjusted, json.Volume, json.Split, json.Currency, json.Offset];

    private static bool Name(string name) => name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
