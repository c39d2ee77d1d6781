using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes.Providers;

/// <summary>A provider of prices.</summary>
/// <param name="name">What reports call it, or null where there is but one.</param>
/// <param name="shape">The shape of its answers.</param>
/// <param name="options">Its settings.</param>
/// <param name="resolve">Replaces hosts that service discovery knows.</param>
internal sealed class QuoteProvider(string? name, ProviderShape shape, QuoteProviderOptions options, Func<Uri, Uri> resolve)
{
    public const string Symbol = "{symbol}";
    public const string ApiKey = "{apikey}";

    public string? Name => name;

    /// <summary>What it is asked for a symbol; null where it has none of its exchange.</summary>
    public SourceAddress? AddressOf(TickerSymbol symbol, DateOnly today)
    {
        if (NameOf(symbol.Value) is not { } called)
        {
            return null;
        }

        var (from, to) = (today.AddDays(-options.Days), today);
        var address = shape.Url!
            .Replace(Symbol, Uri.EscapeDataString(called), StringComparison.Ordinal)
            .Replace("{from}", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{to}", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{from_unix}", Seconds(from), StringComparison.Ordinal)
            .Replace("{to_unix}", Seconds(to.AddDays(1)), StringComparison.Ordinal)
            .Replace(ApiKey, Uri.EscapeDataString(options.ApiKey ?? ""), StringComparison.Ordinal);
        return new SourceAddress(resolve(new Uri(address)))
        {
            Headers = shape.Headers.ToDictionary(static header => header.Key, header => header.Value.Replace(ApiKey, options.ApiKey ?? "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase),
            PerMinute = options.PerMinute,
        };
    }

    /// <summary>Its prices, as they were understood.</summary>
    /// <exception cref="MalformedQuotesException">They are none.</exception>
    public PriceList Read(SourceDocument document, DateOnly today)
    {
        var prices = shape.Json is { } json ? JsonPrices.Parse(document, json, today) : PriceFile.Parse(document, today);
        return prices.Currency is null && options.Currency is { } currency ? prices with { Currency = CurrencyName.Of(currency) } : prices;
    }

    private static string Seconds(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private string? NameOf(string symbol)
    {
        if (options.Symbols.TryGetValue(symbol, out var own))
        {
            return own;
        }

        if (options.Suffixes.Count == 0)
        {
            return symbol;
        }

        var (suffix, exchange) = (MarketCalendar.SuffixOf(symbol), MarketCalendar.ExchangeOf(symbol));
        return options.Suffixes.FirstOrDefault(one => one.Key.TrimStart('.').Equals(exchange, StringComparison.OrdinalIgnoreCase)) is { Key: not null, Value: var there } ? symbol[..^suffix.Length] + there : null;
    }
}
