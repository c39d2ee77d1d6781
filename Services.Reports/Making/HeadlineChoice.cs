using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// Chooses a report's headlines, each story once: those that name what the user follows or asked for and those of whom the user follows first, then the newest; what is dated in the future
/// stands last.
/// </summary>
internal static class HeadlineChoice
{
    // The same words weeks later are another story.
    private static readonly TimeSpan OneStory = TimeSpan.FromDays(3);

    public static IReadOnlyList<Headline> Of(IEnumerable<Headline> headlines, Followed followed, int maximum, DateTimeOffset now)
    {
        var ordered = headlines
            .OrderBy(headline => HeadlineOrder.IsAhead(headline.Published, now))
            .ThenByDescending(headline => headline.Influencer is not null || followed.NamedIn(headline) is not null)
            .ThenByDescending(static headline => headline.Published ?? DateTimeOffset.MinValue);
        return [.. Once(ordered).Take(maximum)];
    }

    // Where several feeds carry a story the first is taken, and says who else has it.
    private static List<Headline> Once(IEnumerable<Headline> headlines)
    {
        var (stories, byTitle, byLink) = (new List<Headline>(), new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var headline in headlines)
        {
            // Titles too short to tell one from another are the same at the same place only.
            var title = StoryKey.OfTitle(headline.Title) ?? $"{headline.Title}\n{headline.Link}";
            var link = StoryKey.OfLink(headline.Link);
            var known = byTitle.TryGetValue(title, out var same) && IsOneStory(stories[same], headline) ? same
                : link is not null && byLink.TryGetValue(link, out var there) && Likeness(stories[there], headline) ? there
                : -1;
            if (known >= 0)
            {
                stories[known] = With(stories[known], headline.Source);
                continue;
            }

            byTitle.TryAdd(title, stories.Count);
            if (link is not null)
            {
                byLink.TryAdd(link, stories.Count);
            }

            stories.Add(headline);
        }

        return stories;
    }

    private static bool IsOneStory(Headline one, Headline other) => one.Published is not { } at || other.Published is not { } then || (at - then).Duration() <= OneStory;

    // Within a feed many lead to its front page; another feed's link to the same page is the same story.
    private static bool Likeness(Headline one, Headline other) => one.Source != other.Source && other.Link is { AbsolutePath.Length: > 1 } && IsOneStory(one, other);

    private static Headline With(Headline story, string? source) =>
        source is null || source == story.Source || story.AlsoIn.Contains(source) ? story : story with { AlsoIn = [.. story.AlsoIn, source] };
}
