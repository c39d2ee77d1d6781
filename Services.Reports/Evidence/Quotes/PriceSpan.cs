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
    public decimal? Percent => QuoteFigures.PercentOf(Close, Base);

    /// <summary>Those that a file reaches back far enough for.</summary>
    public static IReadOnlyList<PriceSpan> Of(IReadOnlyList<PriceRow> rows) =>
    [
        .. All.Where(days => rows.Count > days)
            .Select(days => new PriceSpan(days, rows[^1].Close, rows[^(days + 1)].Close, rows[^(days + 1)].Date, rows.Skip(rows.Count - days).Average(static row => row.Close))),
    ];
}
