namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>One trading day of one symbol; what the file does not say is null.</summary>
internal readonly record struct PriceRow(DateOnly Date, decimal? Open, decimal? High, decimal? Low, decimal Close, long? Volume);
