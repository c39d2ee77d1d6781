using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>
/// What a report says of a symbol, in decimal arithmetic; percentages are rounded to two places, halves away from zero.
/// </summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Date">The last trading day.</param>
/// <param name="Close">Its closing price.</param>
/// <param name="Base">The closing price compared with, in terms of the last day's shares; null where the file has no earlier day, or none that can be compared.</param>
/// <param name="BaseDate">Its day.</param>
/// <param name="Low">Lowest price of the last five trading days, or null where the file does not say all of them.</param>
/// <param name="High">Highest price of the last five trading days, or null likewise.</param>
/// <param name="Volume">Volume of the last day, or of the last five for a week; null where the file does not say all of it.</param>
internal sealed record QuoteFigures(
    string Symbol, DateOnly Date, decimal Close, decimal? Base, DateOnly? BaseDate, decimal? Low, decimal? High, long? Volume)
{
    /// <summary>Closing prices of a symbol in depth that are shown with the change of each.</summary>
    public const int Shown = 10;

    private const int Week = 5;
    private const int Charted = 30;
    private const decimal FarApart = 1e6m;

    // Adjusting by a factor moves the last digits of each price on its own.
    private const decimal Rounding = 1e-6m;

    // Lists that a version before did not keep are read as null.

    /// <summary>The rows of the file that it rests on, the earliest day first.</summary>
    public IReadOnlyList<SourceRow> Rows { get; init => field = value ?? []; } = [];

    /// <summary>The closing prices of the last thirty trading days that can be compared, the earliest first, in terms of the last day's shares.</summary>
    public IReadOnlyList<DayClose> Closes { get; init => field = value ?? []; } = [];

    /// <summary>The currency of the prices, as their source has it; null where it does not say.</summary>
    public string? Currency { get; init; }

    /// <summary>What was paid at the close that is compared with, where <see cref="Base"/> is another: later splits or dividends are taken off that.</summary>
    public decimal? BasePaid { get; init; }

    /// <summary>The last split that was taken off <see cref="BasePaid"/>; null where an adjusted close of the source's own was taken.</summary>
    public QuoteSplit? Split { get; init; }

    /// <summary>A jump since the day compared with that looks like a split of which the source says nothing: then nothing is compared across it.</summary>
    public QuoteSplit? SuspectedSplit { get; init; }

    /// <summary>How many trading days the source has missed; null where it is up to date.</summary>
    public int? MissedDays { get; init; }

    /// <summary>What the days before say of it.</summary>
    public QuoteStatistics? Statistics { get; init; }

    /// <summary>How an index moved meanwhile; null where none is configured, or it has not both days.</summary>
    public QuoteBenchmark? Benchmark { get; init; }

    /// <summary>How it went over longer times, the shortest first; of a trend report alone, and only where days that can be compared reach as far back.</summary>
    public IReadOnlyList<PriceSpan> Spans { get; init => field = value ?? []; } = [];

    public decimal? Change => Close - Base;

    /// <summary>Null too where the prices are so far apart that a percentage says nothing.</summary>
    public decimal? Percent => Base is { } from ? PercentOf(from, Close) : null;

    /// <summary>The last close against the one before.</summary>
    public static QuoteFigures Daily(string symbol, PriceList prices) => Of(symbol, prices, 1);

    /// <summary>The last close against the one five trading days earlier, or the earliest that there is.</summary>
    public static QuoteFigures Weekly(string symbol, PriceList prices) => Of(symbol, prices, Week);

    /// <summary>As <see cref="Daily"/>, with the rows of the closes that are shown one by one, and of the lowest and the highest of them all.</summary>
    public static QuoteFigures InDepth(string symbol, PriceList prices)
    {
        var figures = Daily(symbol, prices);
        var closes = figures.Closes;
        var days = closes.Skip(closes.Count - Shown - 1).Append(closes.MinBy(static day => day.Close)).Append(closes.MaxBy(static day => day.Close));
        return figures with { Rows = Origins(prices, days.Select(static day => day.Date).Concat(prices.Rows.Skip(prices.Rows.Count - Week).Select(static row => row.Date)).Append(figures.BaseDate ?? figures.Date)) };
    }

    /// <summary>As <see cref="Weekly"/>, with longer times, and all rows that their averages rest on.</summary>
    public static QuoteFigures Trend(string symbol, PriceList prices)
    {
        var spans = PriceSpan.Of(new PriceSeries(prices.Rows));
        var reach = Math.Max(Week, spans.Count == 0 ? 0 : spans[^1].Days) + 1;
        return Weekly(symbol, prices) with { Spans = spans, Rows = Origins(prices, prices.Rows.Skip(prices.Rows.Count - reach).Select(static row => row.Date)) };
    }

    /// <summary>With the move of an index between the same days.</summary>
    public QuoteFigures Against(string symbol, PriceList index)
    {
        var series = new PriceSeries(index.Rows);
        var (from, to) = (IndexOf(BaseDate), IndexOf(Date));
        return Percent is { } own && from >= series.ComparableFrom && to > from && PercentOf(series.Close(from), series.Close(to)) is { } moved
            ? this with { Benchmark = new QuoteBenchmark(symbol, moved, own - moved) }
            : this;

        int IndexOf(DateOnly? day) => Enumerable.Range(0, series.Count).FirstOrDefault(at => series.Row(at).Date == day, -1);
    }

    /// <summary>By how much a price differs from an earlier one; null where the two are so far apart that a percentage says nothing.</summary>
    public static decimal? PercentOf(decimal from, decimal to) => from > 0 && to / FarApart < from ? Math.Round((to - from) * 100m / from, 2, MidpointRounding.AwayFromZero) : null;

    private static QuoteFigures Of(string symbol, PriceList prices, int days)
    {
        var series = new PriceSeries(prices.Rows);
        var (end, from) = (series.Count - 1, Math.Max(0, series.Count - 1 - days));
        var (last, compared) = (series.Row(end), series.Row(from));
        var isComparable = from >= series.ComparableFrom && from < end;
        var paid = isComparable && Math.Abs(series.Close(from) - compared.Close) > compared.Close * Rounding ? compared.Close : (decimal?)null;
        var week = Enumerable.Range(Math.Max(0, series.Count - Week), Math.Min(Week, series.Count)).ToList();
        var isWhole = week[0] >= series.ComparableFrom;
        return new QuoteFigures(symbol, last.Date, last.Close, isComparable ? paid is null ? compared.Close : series.Close(from) : null, isComparable ? compared.Date : null,
            isWhole && week.TrueForAll(day => series.Low(day) is not null) ? week.Min(series.Low) : null,
            isWhole && week.TrueForAll(day => series.High(day) is not null) ? week.Max(series.High) : null,
            days == 1 ? last.Volume : week.TrueForAll(day => series.Row(day).Volume is not null) && series.AreSharesTheSame(week[0], end) && isWhole ? Sum(week.Select(series.Row)) : null)
        {
            Rows = Origins(prices, week.Select(day => series.Row(day).Date).Append(compared.Date)),
            Closes = [.. Enumerable.Range(0, series.Count).Skip(Math.Max(series.Count - Charted, series.ComparableFrom)).Select(day => new DayClose(series.Row(day).Date, series.Close(day), series.Row(day).Volume))],
            Currency = prices.Currency,
            BasePaid = paid,
            Split = paid is not null && !series.IsAdjusted && series.Splits.LastOrDefault(split => split.Index > from) is { Ratio: > 0 } split ? new QuoteSplit(series.Row(split.Index).Date, SplitRatio.Name(split.Ratio)) : null,
            SuspectedSplit = from < series.ComparableFrom ? series.Suspected : null,
            Statistics = QuoteStatistics.Of(series),
        };
    }

    private static IReadOnlyList<SourceRow> Origins(PriceList prices, IEnumerable<DateOnly> days) => [.. days.Distinct().Order().SelectMany(day => prices.Origins[day])];

    private static long? Sum(IEnumerable<PriceRow> rows) =>
        rows.Sum(static row => (decimal)row.Volume!.Value) is var sum and <= long.MaxValue ? (long)sum : null;
}
