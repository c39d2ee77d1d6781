namespace Nanobot.Contracts.Reports;

/// <summary>A symbol whose figures differ.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="From">Its figures in the first report.</param>
/// <param name="To">Its figures in the second.</param>
/// <param name="Difference">The second price less the first, both in terms of the later one's shares; null where they are not compared.</param>
/// <param name="Percent">The same in percent of the first, rounded to two places, halves away from zero; null too where they are too far apart.</param>
/// <param name="VolumeDifference">The second volume less the first; null where one is not known, or they are of a day and of five.</param>
/// <param name="NotCompared">Why the prices are not compared: CURRENCY_DIFFERS, or SPLIT_BETWEEN where the shares changed and by how much is not known; null where they are.</param>
public sealed record QuoteChange(string Symbol, ComparedFigures From, ComparedFigures To, decimal? Difference, decimal? Percent, long? VolumeDifference, string? NotCompared);
