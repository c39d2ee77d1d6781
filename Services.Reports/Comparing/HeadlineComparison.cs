using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Evidence.News;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>Compares headlines by the rule by which reports have each story once.</summary>
internal static class HeadlineComparison
{
    public static ComparedHeadlines Of(IReadOnlyList<Headline> from, IReadOnlyList<Headline> to)
    {
        var (then, now) = (from.Select(Story.Of).ToList(), to.Select(Story.Of).ToList());
        var (known, fresh) = (Index(then), Index(now));
        return new ComparedHeadlines(
            [.. now.Where(story => !Has(known, story)).Select(Shown)],
            [.. then.Where(story => !Has(fresh, story)).Select(Shown)],
            [.. now.Where(story => Has(known, story)).Select(Shown)]);
    }

    private static ILookup<string, Story> Index(List<Story> stories) =>
        stories.SelectMany(static story => Keys(story).Select(key => (Key: key, Story: story))).ToLookup(static one => one.Key, static one => one.Story, StringComparer.Ordinal);

    private static bool Has(ILookup<string, Story> stories, Story story) => Keys(story).Any(key => stories[key].Any(story.IsSameAs));

    // Titles and links apart from each other.
    private static IEnumerable<string> Keys(Story story) => story.LinkKey is { } link ? [$"t{story.TitleKey}", $"l{link}"] : [$"t{story.TitleKey}"];

    private static ComparedHeadline Shown(Story story) => new(story.Headline.Title, story.Headline.Link, story.Headline.Published, story.Headline.Source);
}
