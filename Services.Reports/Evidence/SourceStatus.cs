using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence;

/// <summary>How one source fared.</summary>
/// <param name="Name">A symbol, or a feed's name as people know it; never an address, which may hold a key.</param>
/// <param name="FetchedAt">When.</param>
/// <param name="Items">Price rows or pieces of news that it gave.</param>
/// <param name="Failure">Why it gave nothing, or null.</param>
/// <param name="Remarks">What had to be put up with to read it.</param>
internal sealed record SourceStatus(string Name, DateTimeOffset FetchedAt, int Items, Wording? Failure, IReadOnlyList<Wording> Remarks);
