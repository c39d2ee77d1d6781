namespace Nanobot.Contracts.Reports;

/// <summary>The figures of a symbol in one report.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Date">The last trading day.</param>
/// <param name="Price">Its closing price.</param>
/// <param name="Change">Against the close that the report compares it with; null where there is none.</param>
/// <param name="Percent">The same in percent.</param>
/// <param name="Volume">How many were traded, on the last day, or of a weekly or trend report on the last five.</param>
/// <param name="Currency">The currency of the price; null where its source does not say.</param>
public sealed record ComparedFigures(string Symbol, DateOnly Date, decimal Price, decimal? Change, decimal? Percent, long? Volume, string? Currency)
{
    /// <summary>The price in terms of the later report's shares, where splits or dividends lie between the two; null where it is the price itself.</summary>
    public decimal? Adjusted { get; init; }
}
