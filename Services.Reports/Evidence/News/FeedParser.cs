using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1, as they come.</summary>
internal static class FeedParser
{
    /// <param name="document">The document.</param>
    /// <param name="now">After which lies the future.</param>
    /// <exception cref="SourceFailedException">The document is no feed.</exception>
    public static Feed Parse(SourceDocument document, DateTimeOffset now)
    {
        var (title, items, remarks) = Read(document);
        var headlines = FeedHeadlines.Of(items, now, remarks);
        return new Feed(title?.Line(EvidenceOptions.MaximumFeedName) is { Length: > 0 } name ? name : null, headlines, remarks);
    }

    /// <summary>What a feed calls itself, its items in its own order, and what had to be put up with to read it.</summary>
    /// <exception cref="SourceFailedException">The document is no feed.</exception>
    public static (FeedText? Title, IReadOnlyList<FeedItem> Items, List<Wording> Remarks) Read(SourceDocument document)
    {
        var decoded = SourceText.Decode(document, mayDeclare: true);
        if (decoded.IsUnreadable)
        {
            throw new MalformedFeedException(SourceFailures.Unreadable(decoded.Encoding));
        }

        var remarks = new List<Wording>();
        var (title, items) = decoded.Text.AsSpan().TrimStart() is ['{' or '[', ..] ? Json(decoded.Text, document.Address, remarks) : Xml(decoded.Text, document.Address, remarks);
        List<FeedItem> whole = [.. items];
        if ((document.IsCutOff || remarks.Count > 0) && whole is [.., { Title: null, Description: null }])
        {
            // Where a document breaks off so does its last item: the remark on the one says it of the other.
            whole.RemoveAt(whole.Count - 1);
        }

        if (document.IsCutOff)
        {
            remarks = [FeedFailures.CutOff];
        }

        if (decoded.IsDamaged)
        {
            remarks.Add(FeedFailures.Damaged);
        }

        return (title, whole, remarks);
    }

    private static (FeedText? Title, IEnumerable<FeedItem> Items) Json(string text, Uri address, List<Wording> remarks)
    {
        var feed = JsonFeed.Read(text, remarks);
        return (feed.Title is { } title ? new FeedText(title, false) : null, feed.Items(address));
    }

    private static (FeedText? Title, IEnumerable<FeedItem> Items) Xml(string text, Uri address, List<Wording> remarks)
    {
        var root = FeedXml.Load(text, remarks);
        return RssFeed.Is(root) ? (RssFeed.Title(root), RssFeed.Items(root, address))
            : AtomFeed.Is(root) ? (AtomFeed.Title(root), AtomFeed.Items(root, address))
            : throw new MalformedFeedException(root.Is("html") || root.Is("head") || root.Is("body") ? FeedFailures.WebPage : FeedFailures.NoFeed);
    }
}
