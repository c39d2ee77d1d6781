namespace Nanobot.Samples.Feeds.News;

/// <summary>A made-up piece of news.</summary>
internal sealed record NewsItem(string Slug, string Title, string Summary, DateTimeOffset Published);
