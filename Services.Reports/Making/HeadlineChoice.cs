using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// Chooses a report's headlines: those that name what the user follows or asked for first, then the newest; what is dated in the future stands last. A story that several feeds have is
/// one headline, which names the others.
/// </summary>
internal static class HeadlineChoice
{
    public static IReadOnlyList<Headline> Of(IEnumerable<Headline> headlines, Followed followed, int maximum, DateTimeOffset now)
    {
        var chosen = new List<(Story Story, List<string> Also)>();
        foreach (var headline in headlines
            .OrderBy(headline => HeadlineOrder.IsAhead(headline.Published, now))
            .ThenByDescending(headline => followed.NamedIn(headline.Title) is not null)
            .ThenByDescending(static headline => headline.Published ?? DateTimeOffset.MinValue))
        {
            var story = new Story(headline);
            if (chosen.Find(known => known.Story.Is(story)) is { Also: { } also } known)
            {
                also.AddRange(headline.Source is { } source && source != known.Story.Headline.Source && !also.Contains(source) ? [source] : []);
            }
            else if (chosen.Count < maximum)
            {
                chosen.Add((story, []));
            }
        }

        return [.. chosen.Select(static one => one.Also.Count == 0 ? one.Story.Headline : one.Story.Headline with { Also = one.Also })];
    }
}
