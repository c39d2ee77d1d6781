namespace Nanobot.Contracts.Reports;

/// <summary>How an index moved between the two days that a quote is compared over.</summary>
/// <param name="Symbol">The index.</param>
/// <param name="Percent">Its move in percent, rounded to two places, halves away from zero.</param>
/// <param name="Difference">The quote's move less that, in percentage points.</param>
public sealed record EvidenceBenchmark(string Symbol, decimal Percent, decimal Difference);
