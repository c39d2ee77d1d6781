using Nanobot.Services.Reports.Evidence.Fetching;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence;

/// <summary>The prices of a symbol.</summary>
/// <param name="Prices">The prices.</param>
/// <param name="Source">The document that they stand in.</param>
/// <param name="Remarks">Whose they are, and what kept others from giving them.</param>
internal sealed record QuotesFound(PriceList Prices, FetchedSource Source, IReadOnlyList<Wording> Remarks);
