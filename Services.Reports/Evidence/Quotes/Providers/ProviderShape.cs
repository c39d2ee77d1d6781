using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes.Providers;

/// <summary>What is known of the answers of a kind of provider.</summary>
/// <param name="Url">Its public address, or null.</param>
/// <param name="Json">Where things stand in JSON; null for text in columns.</param>
/// <param name="Headers">Headers that it wants.</param>
internal sealed record ProviderShape(string? Url, JsonShapeOptions? Json, IReadOnlyDictionary<string, string> Headers)
{
    private static readonly Dictionary<string, string> None = [];

    private static readonly Dictionary<string, ProviderShape> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["csv"] = new(null, null, None),
        ["json"] = new(null, new JsonShapeOptions { Rows = "", Date = "/date", Open = "/open", High = "/high", Low = "/low", Close = "/close", Volume = "/volume" }, None),
        ["stooq"] = new("https://stooq.com/q/d/l/?s={symbol}&i=d", null, None),
        ["alpha-vantage"] = new("https://www.alphavantage.co/query?function=TIME_SERIES_DAILY&outputsize=full&symbol={symbol}&apikey={apikey}",
            new JsonShapeOptions { Rows = "/Time Series (Daily)", Date = "", Open = "/1. open", High = "/2. high", Low = "/3. low", Close = "/4. close", Volume = "/5. volume" }, None),
        ["alpha-vantage-adjusted"] = new("https://www.alphavantage.co/query?function=TIME_SERIES_DAILY_ADJUSTED&outputsize=full&symbol={symbol}&apikey={apikey}",
            new JsonShapeOptions
            {
                Rows = "/Time Series (Daily)", Date = "", Open = "/1. open", High = "/2. high", Low = "/3. low", Close = "/4. close", Adjusted = "/5. adjusted close", Volume = "/6. volume",
                Split = "/8. split coefficient",
            }, None),
        ["yahoo-chart"] = new("https://query1.finance.yahoo.com/v8/finance/chart/{symbol}?interval=1d&period1={from_unix}&period2={to_unix}",
            new JsonShapeOptions
            {
                Rows = "/chart/result/0", Date = "/timestamp", Open = "/indicators/quote/0/open", High = "/indicators/quote/0/high", Low = "/indicators/quote/0/low",
                Close = "/indicators/quote/0/close", Adjusted = "/indicators/adjclose/0/adjclose", Volume = "/indicators/quote/0/volume",
                Currency = "/chart/result/0/meta/currency", Offset = "/chart/result/0/meta/gmtoffset",
            }, None),
        ["twelve-data"] = new("https://api.twelvedata.com/time_series?symbol={symbol}&interval=1day&start_date={from}&end_date={to}&apikey={apikey}",
            new JsonShapeOptions { Rows = "/values", Date = "/datetime", Open = "/open", High = "/high", Low = "/low", Close = "/close", Volume = "/volume", Currency = "/meta/currency" }, None),
        ["finnhub"] = new("https://finnhub.io/api/v1/stock/candle?symbol={symbol}&resolution=D&from={from_unix}&to={to_unix}",
            new JsonShapeOptions { Rows = "", Date = "/t", Open = "/o", High = "/h", Low = "/l", Close = "/c", Volume = "/v" },
            new Dictionary<string, string> { ["X-Finnhub-Token"] = "{apikey}" }),
        ["tiingo"] = new("https://api.tiingo.com/tiingo/daily/{symbol}/prices?startDate={from}&endDate={to}",
            new JsonShapeOptions { Rows = "", Date = "/date", Open = "/open", High = "/high", Low = "/low", Close = "/close", Adjusted = "/adjClose", Volume = "/volume", Split = "/splitFactor" },
            new Dictionary<string, string> { ["Authorization"] = "Token {apikey}" }),
        ["polygon"] = new("https://api.polygon.io/v2/aggs/ticker/{symbol}/range/1/day/{from}/{to}?adjusted=true&sort=asc&limit=5000",
            new JsonShapeOptions { Rows = "/results", Date = "/t", Open = "/o", High = "/h", Low = "/l", Close = "/c", Volume = "/v" },
            new Dictionary<string, string> { ["Authorization"] = "Bearer {apikey}" }),
    };

    public static ProviderShape? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>With what a configuration says otherwise.</summary>
    public ProviderShape With(QuoteProviderOptions options) => new(options.Url ?? Url, Json is null ? null : new JsonShapeOptions
    {
        Rows = options.Json.Rows ?? Json.Rows, Date = options.Json.Date ?? Json.Date, Open = options.Json.Open ?? Json.Open, High = options.Json.High ?? Json.High, Low = options.Json.Low ?? Json.Low,
        Close = options.Json.Close ?? Json.Close, Adjusted = options.Json.Adjusted ?? Json.Adjusted, Volume = options.Json.Volume ?? Json.Volume, Split = options.Json.Split ?? Json.Split,
        Currency = options.Json.Currency ?? Json.Currency, Offset = options.Json.Offset ?? Json.Offset,
    }, options.Headers.Count > 0 ? options.Headers : Headers);
}
