using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>A price file as it was understood.</summary>
/// <param name="Rows">At least one day, ascending.</param>
/// <param name="Remarks">What had to be put up with to read it.</param>
/// <param name="Origins">The rows of the file of each day.</param>
internal sealed record PriceList(IReadOnlyList<PriceRow> Rows, IReadOnlyList<Wording> Remarks, ILookup<DateOnly, SourceRow> Origins)
{
    /// <summary>The currency of the prices, as their source has it; or null.</summary>
    public string? Currency { get; init; }
}
