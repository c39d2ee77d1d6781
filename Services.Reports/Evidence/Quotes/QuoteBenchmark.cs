namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>How an index moved between the same two days.</summary>
/// <param name="Symbol">The index.</param>
/// <param name="Percent">Its move in percent.</param>
/// <param name="Difference">By how many percentage points the quote did better.</param>
internal sealed record QuoteBenchmark(string Symbol, decimal Percent, decimal Difference);
