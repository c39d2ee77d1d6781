namespace Nanobot.Contracts.Reports;

/// <summary>How a source of a report fared.</summary>
/// <param name="Name">A symbol, or what a feed is called.</param>
/// <param name="FetchedAt">When it was asked.</param>
/// <param name="Items">The price rows or pieces of news that it gave.</param>
/// <param name="Failure">Why it gave nothing, in the report's language; null where it gave some.</param>
/// <param name="Remarks">What had to be put up with to read it, likewise.</param>
public sealed record EvidenceSource(string Name, DateTimeOffset FetchedAt, int Items, string? Failure, IReadOnlyList<string> Remarks);
