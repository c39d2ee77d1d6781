using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>
/// What a report says of a symbol, in decimal arithmetic; percentages are rounded to two places, halves away from zero.
/// </summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Date">The last trading day.</param>
/// <param name="Close">Its closing price.</param>
/// <param name="Base">The closing price compared with, or null where the file has no earlier day.</param>
/// <param name="BaseDate">Its day.</param>
/// <param name="Low">Lowest price of the last five trading days, or null where the file does not say all of them.</param>
/// <param name="High">Highest price of the last five trading days, or null likewise.</param>
/// <param name="Volume">Volume of the last day, or of the last five for a week; null where the file does not say all of it.</param>
internal sealed record QuoteFigures(
    string Symbol, DateOnly Date, decimal Close, decimal? Base, DateOnly? BaseDate, decimal? Low, decimal? High, long? Volume)
{
    /// <summary>The rows of the file that it rests on, the earliest day first.</summary>
    public IReadOnlyList<SourceRow> Rows { get; init; } = [];

    /// <summary>The closing prices of the last thirty trading days, the earliest first.</summary>
    public IReadOnlyList<DayClose> Closes { get; init; } = [];

    private const int Week = 5;
    private const int Charted = 30;
    private const decimal FarApart = 1e6m;

    public decimal? Change => Close - Base;

    /// <summary>Null too where the prices are so far apart that a percentage says nothing.</summary>
    public decimal? Percent => Base is { } from && Close / FarApart < from ? Math.Round((Close - from) * 100m / from, 2, MidpointRounding.AwayFromZero) : null;

    /// <summary>The last close against the one before.</summary>
    public static QuoteFigures Daily(string symbol, PriceList prices) => Of(symbol, prices, 1);

    /// <summary>The last close against the one five trading days earlier, or the earliest that there is.</summary>
    public static QuoteFigures Weekly(string symbol, PriceList prices) => Of(symbol, prices, Week);

    private static QuoteFigures Of(string symbol, PriceList prices, int days)
    {
        var rows = prices.Rows;
        var last = rows[^1];
        var lastFive = rows.Skip(Math.Max(0, rows.Count - Week)).ToList();
        PriceRow? from = rows.Count > 1 ? rows[Math.Max(0, rows.Count - 1 - days)] : null;
        return new QuoteFigures(symbol, last.Date, last.Close, from?.Close, from?.Date,
            lastFive.TrueForAll(static row => row.Low is not null) ? lastFive.Min(static row => row.Low) : null,
            lastFive.TrueForAll(static row => row.High is not null) ? lastFive.Max(static row => row.High) : null,
            days == 1 ? last.Volume : lastFive.TrueForAll(static row => row.Volume is not null) ? Sum(lastFive) : null)
        {
            Rows = [.. lastFive.Select(static row => row.Date).Append(from?.Date ?? last.Date).Distinct().Order().SelectMany(day => prices.Origins[day])],
            Closes = [.. rows.Skip(rows.Count - Charted).Select(static row => new DayClose(row.Date, row.Close, row.Volume))],
        };
    }

    private static long? Sum(List<PriceRow> rows) =>
        rows.Sum(static row => (decimal)row.Volume!.Value) is var sum and <= long.MaxValue ? (long)sum : null;
}
