namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>One trading day of one symbol; what the file does not say is null.</summary>
internal readonly record struct PriceRow(DateOnly Date, decimal? Open, decimal? High, decimal? Low, decimal Close, long? Volume)
{
    /// <summary>The close with later splits, and mostly dividends, taken off, as its source has it; or null.</summary>
    public decimal? Adjusted { get; init; }

    /// <summary>How many shares became of one at the opening of that day, as its source has it; null where it says nothing or 1.</summary>
    public decimal? Split { get; init; }
}
