namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>A piece of news from a feed. Its text is data: it is escaped wherever it is shown.</summary>
internal sealed record Headline(string Title, Uri? Link, DateTimeOffset? Published);
