namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>A headline by what tells whether another is the same story.</summary>
/// <param name="Headline">The headline.</param>
/// <param name="TitleKey">Of its title; one too short to tell it from others is the same at the same place only.</param>
/// <param name="LinkKey">Of its address; null where it has none.</param>
internal sealed record Story(Headline Headline, string TitleKey, string? LinkKey)
{
    // The same words weeks later are another story.
    private static readonly TimeSpan OneStory = TimeSpan.FromDays(3);

    public static Story Of(Headline headline) =>
        new(headline, StoryKey.OfTitle(headline.Title) ?? $"{headline.Title}\n{headline.Link}", StoryKey.OfLink(headline.Link));

    /// <summary>Whether they are one story, whichever is asked of the other.</summary>
    public bool IsSameAs(Story other) => (TitleKey == other.TitleKey && IsNear(Headline, other.Headline)) || (LinkKey is not null && LinkKey == other.LinkKey && IsSamePage(Headline, other.Headline));

    /// <summary>Whether two headlines with one title are one story.</summary>
    public static bool IsNear(Headline one, Headline other) => one.Published is not { } at || other.Published is not { } then || (at - then).Duration() <= OneStory;

    /// <summary>Whether two headlines that lead to one page are. Within a feed many lead to its front page; another feed's link to the same page is the same story.</summary>
    public static bool IsSamePage(Headline one, Headline other) => one.Source != other.Source && other.Link is { AbsolutePath.Length: > 1 } && IsNear(one, other);
}
