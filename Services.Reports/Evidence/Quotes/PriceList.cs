using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>A price file as it was understood: at least one day, ascending, and what had to be put up with to read it.</summary>
internal sealed record PriceList(IReadOnlyList<PriceRow> Rows, IReadOnlyList<Wording> Remarks);
