namespace Nanobot.Contracts.Reports;

/// <summary>A split of shares.</summary>
/// <param name="Date">The first day with the new shares.</param>
/// <param name="Ratio">As people write it: 4:1 where one became four.</param>
public sealed record EvidenceSplit(DateOnly Date, string Ratio);
