namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>How a symbol went over some trading days, in decimal arithmetic.</summary>
/// <param name="Days">How many.</param>
/// <param name="Close">The last closing price.</param>
/// <param name="Base">The closing price so many trading days earlier.</param>
/// <param name="BaseDate">Its day.</param>
/// <param name="Average">The mean of the last <paramref name="Days"/> closing prices.</param>
internal sealed record PriceSpan(int Days, decimal Close, decimal Base, DateOnly BaseDate, decimal Average)
{
    /// <summary>About a month, and about a quarter.</summary>
    public static IReadOnlyList<int> All { get; } = [20, 60];

    public decimal Change => Close - Base;

    /// <summary>As that of a quote.</summary>
    public decimal? Percent => QuoteFigures.PercentOf(Base, Close);

    /// <summary>Those that days which can be compared reach back far enough for; prices are in terms of the last day's shares.</summary>
    public static IReadOnlyList<PriceSpan> Of(PriceSeries series) =>
    [
        .. All.Where(days => series.Count - 1 - days >= series.ComparableFrom)
            .Select(days => new PriceSpan(days, series.Close(series.Count - 1), series.Close(series.Count - 1 - days), series.Row(series.Count - 1 - days).Date,
                Enumerable.Range(series.Count - days, days).Average(series.Close))),
    ];
}
