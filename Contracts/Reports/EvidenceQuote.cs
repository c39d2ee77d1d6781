namespace Nanobot.Contracts.Reports;

/// <summary>The figures of a symbol that a report rests on.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Date">The last trading day.</param>
/// <param name="Close">Its closing price, in the source's currency.</param>
/// <param name="Base">The closing price that it is compared with, in terms of the last day's shares; null where there is no earlier day, or none that can be compared.</param>
/// <param name="BaseDate">The day of that.</param>
/// <param name="Change">The difference.</param>
/// <param name="Percent">The same in percent, rounded to two places, halves away from zero.</param>
/// <param name="Low">The lowest price of the last five trading days; null where the file does not say all of them.</param>
/// <param name="High">The highest likewise.</param>
/// <param name="Volume">How many were traded, on the last day, or of a weekly report on the last five.</param>
public sealed record EvidenceQuote(
    string Symbol, DateOnly Date, decimal Close, decimal? Base, DateOnly? BaseDate, decimal? Change, decimal? Percent, decimal? Low, decimal? High, long? Volume)
{
    /// <summary>The currency of the prices; null where the source does not say.</summary>
    public string? Currency { get; init; }

    /// <summary>What was paid at the close that is compared with, where splits or dividends since are taken off it.</summary>
    public decimal? BasePaid { get; init; }

    /// <summary>The split that was taken off; null where the source's own adjusted closes are compared.</summary>
    public EvidenceSplit? Split { get; init; }

    /// <summary>A jump that looks like a split of which the source says nothing, so that nothing is compared across it.</summary>
    public EvidenceSplit? SuspectedSplit { get; init; }

    /// <summary>How many trading days the source has missed; null where it is up to date.</summary>
    public int? MissedDays { get; init; }

    /// <summary>What the days before say; null in reports of older versions.</summary>
    public EvidenceStatistics? Statistics { get; init; }

    /// <summary>An index for comparison; null where none is configured, or it has not both days.</summary>
    public EvidenceBenchmark? Benchmark { get; init; }
}
