namespace Nanobot.Contracts.Reports;

/// <summary>The figures of a symbol that a report rests on.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Date">The last trading day.</param>
/// <param name="Close">Its closing price, in the file's currency.</param>
/// <param name="Base">The closing price that it is compared with; null where there is no earlier day.</param>
/// <param name="BaseDate">The day of that.</param>
/// <param name="Change">The difference.</param>
/// <param name="Percent">The same in percent, rounded to two places, halves away from zero.</param>
/// <param name="Low">The lowest price of the last five trading days; null where the file does not say all of them.</param>
/// <param name="High">The highest likewise.</param>
/// <param name="Volume">How many were traded, on the last day, or of a weekly report on the last five.</param>
public sealed record EvidenceQuote(
    string Symbol, DateOnly Date, decimal Close, decimal? Base, DateOnly? BaseDate, decimal? Change, decimal? Percent, decimal? Low, decimal? High, long? Volume);
