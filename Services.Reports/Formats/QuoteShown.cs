using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Formats;

/// <summary>The figures of a quote as the API shows them.</summary>
internal static class QuoteShown
{
    public static EvidenceQuote Of(QuoteFigures quote) =>
        new(quote.Symbol, quote.Date, quote.Close, quote.Base, quote.BaseDate, quote.Change, quote.Percent, quote.Low, quote.High, quote.Volume)
        {
            Currency = quote.Currency,
            BasePaid = quote.BasePaid,
            Split = Of(quote.Split),
            SuspectedSplit = Of(quote.SuspectedSplit),
            MissedDays = quote.MissedDays,
            Statistics = quote.Statistics is { } known
                ? new EvidenceStatistics(known.Average5, known.Average20, known.Average50, known.Average200, known.YearLow, known.YearHigh, known.AverageVolume, known.Volatility)
                : null,
            Benchmark = quote.Benchmark is { } index ? new EvidenceBenchmark(index.Symbol, index.Percent, index.Difference) : null,
        };

    private static EvidenceSplit? Of(QuoteSplit? split) => split is null ? null : new EvidenceSplit(split.Date, split.Ratio);
}
