namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>A split.</summary>
/// <param name="Date">The first day with the new shares.</param>
/// <param name="Ratio">As people write it: 4:1.</param>
internal sealed record QuoteSplit(DateOnly Date, string Ratio);
