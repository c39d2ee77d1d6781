using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Inboxes.Posts;

/// <summary>Reads a feed that is posted, to the rules of those that are fetched.</summary>
internal static class PostedFeed
{
    private const int BeginningOfUntitled = 120;
    private static readonly Wording NeitherTitleNorText = new("既无标题也无正文", "has neither a title nor a text");

    /// <summary>What relative links would start from.</summary>
    public static Uri Nowhere { get; } = new("http://inbox.invalid/");

    /// <exception cref="SourceFailedException">It is no feed.</exception>
    /// <exception cref="PostTooLongException">It has more pieces of news than are taken at once.</exception>
    public static ReadPost Read(SourceDocument document)
    {
        var (_, items, remarks) = FeedParser.Read(document);
        if (items.Count > ReadPost.Most)
        {
            throw new PostTooLongException();
        }

        var (news, refused) = (new List<ReceivedNews>(), new List<RefusedNews>());
        foreach (var (index, item) in items.Index())
        {
            if (Line(item) is { Length: > 0 } line)
            {
                news.Add(new ReceivedNews(index + 1, item.Id, line, item.Link is { } link && link.Host != Nowhere.Host ? link : null, item.Published, null, [],
                    PlainText.Line(string.Join(' ', new[] { item.Title?.Source, item.Description?.Source }.OfType<string>()), ReceivedNews.MostSaid)));
            }
            else
            {
                refused.Add(new RefusedNews(index + 1, NeitherTitleNorText.En));
            }
        }

        var undated = items.Count(static item => item.Dated.IsUnclear);
        return new ReadPost(news, refused, undated > 0 ? [.. remarks, FeedFailures.Undated(undated)] : remarks);
    }

    private static string Line(FeedItem item) =>
        item.Title?.Line(PlainText.MaximumTitle) is { Length: > 0 } title ? title : item.Description?.Line(BeginningOfUntitled) ?? "";
}
