using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>
/// Compares the figures of symbols, in decimal arithmetic. Prices of different days are compared in terms of the later day's shares, by the closes that its evidence has; where the earlier day is
/// not among these although the shares changed, and where the currencies differ, nothing is subtracted.
/// </summary>
internal static class QuoteComparison
{
    public const string CurrencyDiffers = "CURRENCY_DIFFERS";
    public const string SplitBetween = "SPLIT_BETWEEN";

    // Adjusting by a factor moves the last digits of each price on its own.
    private const decimal Rounding = 1e-6m;

    /// <param name="from">Those of the first report.</param>
    /// <param name="to">Those of the second.</param>
    /// <param name="isSameSpan">Whether the volumes of both are of as many days.</param>
    public static ComparedQuotes Of(IReadOnlyList<QuoteFigures> from, IReadOnlyList<QuoteFigures> to, bool isSameSpan)
    {
        var (then, now) = (BySymbol(from), BySymbol(to));
        var both = now.Values.Where(quote => then.ContainsKey(quote.Symbol)).Select(quote => (From: then[quote.Symbol], To: quote)).ToList();
        return new ComparedQuotes(
            [.. now.Values.Where(quote => !then.ContainsKey(quote.Symbol)).Select(Shown)],
            [.. then.Values.Where(quote => !now.ContainsKey(quote.Symbol)).Select(Shown)],
            [.. both.Where(static one => Shown(one.From) != Shown(one.To)).Select(one => Change(one.From, one.To, isSameSpan))],
            [.. both.Where(static one => Shown(one.From) == Shown(one.To)).Select(static one => one.To.Symbol)]);
    }

    // In the order of the report.
    private static OrderedDictionary<string, QuoteFigures> BySymbol(IReadOnlyList<QuoteFigures> quotes)
    {
        var known = new OrderedDictionary<string, QuoteFigures>(StringComparer.OrdinalIgnoreCase);
        foreach (var quote in quotes)
        {
            known.TryAdd(quote.Symbol, quote);
        }

        return known;
    }

    private static QuoteChange Change(QuoteFigures from, QuoteFigures to, bool isSameSpan)
    {
        var why = from.Currency is { } one && to.Currency is { } other && one != other ? CurrencyDiffers : null;
        var (before, after) = (Shown(from), Shown(to));
        if (why is null && from.Date != to.Date)
        {
            var (earlier, later) = from.Date < to.Date ? (from, to) : (to, from);
            var adjusted = Adjusted(earlier, later);
            why = adjusted is null ? SplitBetween : null;
            var shown = adjusted is { } price && Math.Abs(price - earlier.Close) > earlier.Close * Rounding ? price : (decimal?)null;
            (before, after) = earlier == from ? (before with { Adjusted = shown }, after) : (before, after with { Adjusted = shown });
        }

        var (first, second) = (before.Adjusted ?? before.Price, after.Adjusted ?? after.Price);
        return new QuoteChange(to.Symbol, before, after,
            why is null ? second - first : null, why is null ? QuoteFigures.PercentOf(first, second) : null,
            isSameSpan ? to.Volume - from.Volume : null, why);
    }

    // The earlier close in terms of the later day's shares; null where they changed, and nothing says by how much.
    private static decimal? Adjusted(QuoteFigures earlier, QuoteFigures later) =>
        later.Closes.Where(day => day.Date == earlier.Date).Select(static day => (decimal?)day.Close).FirstOrDefault()
            ?? (later.SuspectedSplit?.Date > earlier.Date || later.Split?.Date > earlier.Date ? null : earlier.Close);

    private static ComparedFigures Shown(QuoteFigures quote) => new(quote.Symbol, quote.Date, quote.Close, quote.Change, quote.Percent, quote.Volume, quote.Currency);
}
