using System.Xml.Linq;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>RSS 0.9x and 2.0, whose items stand in the channel, and RSS 1.0 (RDF), whose items stand beside it.</summary>
internal static class RssFeed
{
    private static readonly string[] Dates = ["pubDate", "date", "published", "updated"];
    private static readonly string[] CoreDates = ["date", "issued", "created", "available", "modified"];

    public static bool Is(XElement root) => root.Is("rss") || root.Is("RDF") || root.Is("channel");

    public static FeedText? Title(XElement root) => Channel(root)?.OwnFilled("title") is { } title ? new FeedText(title.Value, true) : null;

    public static IEnumerable<FeedItem> Items(XElement root, Uri address)
    {
        var home = Channel(root)?.Own("link").Select(link => FeedAddress.Resolve(link.Value, address)).FirstOrDefault(static link => link is not null);
        return root.Descendants().Where(static element => element.Is("item")).Select(item => Item(item, home ?? address));
    }

    private static XElement? Channel(XElement root) => root.Is("channel") ? root : root.Elements().FirstOrDefault(static child => child.Is("channel"));

    private static FeedItem Item(XElement item, Uri start)
    {
        var guid = item.OwnFilled("guid");
        var title = item.OwnFilled("title") ?? item.Core("title").FirstOrDefault();
        var description = item.OwnFilled("description") ?? item.OwnFilled("summary") ?? item.Elements(XNamespace.Get(FeedNames.Content) + "encoded").FirstOrDefault();
        // Other vocabularies give titles to what an item carries: to the item itself only where it says nothing else.
        title ??= description is null ? item.Elements().FirstOrDefault(static child => child.Is("title") && !string.IsNullOrWhiteSpace(child.Value)) : null;
        return new FeedItem(
            guid?.Value.Trim() ?? About(item),
            title is null ? null : new FeedText(title.Value, true),
            description is null ? null : new FeedText(description.Value, true),
            Links(item, guid).Select(link => FeedAddress.Resolve(link.Text, FeedAddress.Base(link.At, start))).FirstOrDefault(static link => link is not null),
            FeedMoment.Of(Dated(item).Select(static date => date.Value)));
    }

    private static string? About(XElement item) => item.Attribute(XNamespace.Get(FeedNames.Rdf) + "about")?.Value;

    // In the order of what they are worth. A guid is the permalink unless it says that it is not (RSS 2.0); one that does not look like an address is none.
    private static IEnumerable<(string? Text, XElement At)> Links(XElement item, XElement? guid)
    {
        foreach (var link in item.Own("link"))
        {
            yield return (link.Value, link);
            yield return ((string?)link.Attribute("href"), link);
        }

        foreach (var link in item.OfAtom("link").Where(static link => (string?)link.Attribute("rel") is null or "alternate"))
        {
            yield return ((string?)link.Attribute("href"), link);
        }

        var permalink = guid?.Attributes().FirstOrDefault(static attribute => string.Equals(attribute.Name.LocalName, "isPermaLink", StringComparison.OrdinalIgnoreCase))?.Value.Trim();
        if (guid is not null && !string.Equals(permalink, "false", StringComparison.OrdinalIgnoreCase)
            && (permalink is not null || guid.Value.TrimStart().StartsWith("http", StringComparison.OrdinalIgnoreCase)))
        {
            yield return (guid.Value, guid);
        }

        yield return (About(item), item);
    }

    private static IEnumerable<XElement> Dated(XElement item) =>
    [
        .. Dates.SelectMany(name => item.Own(name)), .. CoreDates.SelectMany(name => item.Core(name)),
        .. item.OfAtom("published"), .. item.OfAtom("updated"),
    ];
}
