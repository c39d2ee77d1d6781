namespace Nanobot.Services.Reports.Evidence;

/// <summary>How one source fared.</summary>
/// <param name="Name">A symbol, or a feed's host and path; never its query, which may hold a key.</param>
/// <param name="FetchedAt">When.</param>
/// <param name="Items">Price rows or pieces of news that it gave.</param>
/// <param name="Failure">Why it gave nothing, or null.</param>
internal sealed record SourceStatus(string Name, DateTimeOffset FetchedAt, int Items, string? Failure);
