namespace Nanobot.Contracts.Reports;

/// <summary>A headline of a report that is compared. Its text is others' words.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Link">Where it leads; null where its feed gave no address.</param>
/// <param name="PublishedAt">When it came out, as its feed says.</param>
/// <param name="Source">What its feed is called.</param>
public sealed record ComparedHeadline(string Title, Uri? Link, DateTimeOffset? PublishedAt, string? Source);
