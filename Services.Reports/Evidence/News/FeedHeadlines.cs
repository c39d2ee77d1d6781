using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>Makes headlines of items: the newest, each once, with a line to show.</summary>
internal static class FeedHeadlines
{
    private const int MaximumItems = 100;
    private const int BeginningOfUntitled = 120;

    public static IReadOnlyList<Headline> Of(IEnumerable<FeedItem> items, DateTimeOffset now) =>
        [.. Once(HeadlineOrder.NewestFirst(items, now)).Select(Of).OfType<Headline>().Take(MaximumItems)];

    private static Headline? Of(FeedItem item)
    {
        var line = item.Title?.Line(PlainText.MaximumTitle) is { Length: > 0 } title ? title : item.Description?.Line(BeginningOfUntitled) ?? "";
        return line.Length == 0 ? null : new Headline(line, item.Link, item.Published);
    }

    private static IEnumerable<FeedItem> Once(IEnumerable<FeedItem> items)
    {
        var (ids, links, titles) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<Uri>(), new HashSet<(string?, Uri)>());
        foreach (var item in items)
        {
            var known = item.Id is { } id ? !ids.Add(id) : item.Link is { } link && links.Contains(link);
            known |= item.Link is { } target && !titles.Add((item.Title?.Source, target));
            if (item.Link is { } seen)
            {
                links.Add(seen);
            }

            if (!known)
            {
                yield return item;
            }
        }
    }
}
