using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>Makes headlines of items: the newest, each once, with a line to show. What that leaves out or cannot tell is remarked on.</summary>
internal static class FeedHeadlines
{
    private const int MaximumItems = 100;
    private const int BeginningOfUntitled = 120;

    public static IReadOnlyList<Headline> Of(IEnumerable<FeedItem> items, DateTimeOffset now, List<Wording> remarks)
    {
        var (once, repeated) = Once(HeadlineOrder.NewestFirst(items, now));
        var (headlines, empty) = Lines(once);
        Remark(once.Count(static item => item.Dated.IsUnclear), FeedFailures.Undated);
        Remark(empty, FeedFailures.Empty);
        Remark(repeated, FeedFailures.Repeated);
        Remark(once.Count(item => HeadlineOrder.IsAhead(item.Published, now)), FeedFailures.Ahead);
        Remark(once.Count - empty > headlines.Count ? once.Count - empty : 0, static count => FeedFailures.Newest(MaximumItems, count));
        return headlines;

        void Remark(int count, Func<int, Wording> wording) => remarks.AddRange(count > 0 ? [wording(count)] : []);
    }

    // No more are looked into than are shown.
    private static (List<Headline> Headlines, int Empty) Lines(List<FeedItem> items)
    {
        var (headlines, empty) = (new List<Headline>(), 0);
        foreach (var item in items.TakeWhile(_ => headlines.Count < MaximumItems))
        {
            if (Of(item) is { } headline)
            {
                headlines.Add(headline);
            }
            else
            {
                empty++;
            }
        }

        return (headlines, empty);
    }

    private static Headline? Of(FeedItem item)
    {
        var line = item.Title?.Line(PlainText.MaximumTitle) is { Length: > 0 } title ? title : item.Description?.Line(BeginningOfUntitled) ?? "";
        return line.Length == 0 ? null : new Headline(line, item.Link, item.Published);
    }

    // Counted are those that say something else under an id or a link that another has.
    private static (List<FeedItem> Items, int Repeated) Once(IEnumerable<FeedItem> items)
    {
        var (ids, links, titles, said) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<Uri>(), new HashSet<(string?, Uri)>(), new HashSet<string>(StringComparer.Ordinal));
        var (once, repeated) = (new List<FeedItem>(), 0);
        foreach (var item in items)
        {
            var known = item.Id is { } id ? !ids.Add(id) : item.Link is { } link && links.Contains(link);
            known |= item.Link is { } target && !titles.Add((item.Title?.Source, target));
            if (item.Link is { } seen)
            {
                links.Add(seen);
            }

            var isNew = item.Title is { } title && said.Add(title.Source);
            if (!known)
            {
                once.Add(item);
            }
            else if (isNew)
            {
                repeated++;
            }
        }

        return (once, repeated);
    }
}
