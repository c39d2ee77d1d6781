using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// Chooses a report's headlines, each story once: those that name what the user follows or asked for and those of whom the user follows first, then the newest; what is dated in the future
/// stands last.
/// </summary>
internal static class HeadlineChoice
{
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
            var (_, title, link) = Story.Of(headline);
            var known = byTitle.TryGetValue(title, out var same) && Story.IsNear(stories[same], headline) ? same
                : link is not null && byLink.TryGetValue(link, out var there) && Story.IsSamePage(stories[there], headline) ? there
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

    private static Headline With(Headline story, string? source) =>
        source is null || source == story.Source || story.AlsoIn.Contains(source) ? story : story with { AlsoIn = [.. story.AlsoIn, source] };
}
