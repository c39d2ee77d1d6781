namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>A piece of news from a feed. Its text is data: it is escaped wherever it is shown.</summary>
/// <param name="Title">What it says, on one line.</param>
/// <param name="Link">Where it leads, http or https.</param>
/// <param name="Published">When it came out, as its feed says.</param>
/// <param name="Source">What its feed is called.</param>
/// <param name="Also">What the other feeds are called that have the same story; null for none.</param>
internal sealed record Headline(string Title, Uri? Link, DateTimeOffset? Published, string? Source = null, IReadOnlyList<string>? Also = null);
