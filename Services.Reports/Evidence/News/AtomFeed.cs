using System.Xml.Linq;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>Atom 1.0 (RFC 4287) and the 0.3 before it.</summary>
internal static class AtomFeed
{
    private static readonly string[] Dates = ["published", "issued", "updated", "modified", "created"];
    private static readonly string[] Descriptions = ["summary", "content"];

    // An entry may be a document of its own (RFC 4287, 2).
    public static bool Is(XElement root) => root.Is("feed") || root.Is("entry");

    public static FeedText? Title(XElement root) => root.Is("feed") && root.OwnFilled("title") is { } title ? Text(title) : null;

    public static IEnumerable<FeedItem> Items(XElement root, Uri address) =>
        root.DescendantsAndSelf().Where(static element => element.Is("entry")).Select(entry => Item(entry, address));

    private static FeedItem Item(XElement entry, Uri address) => new(
        entry.OwnFilled("id")?.Value.Trim(),
        (entry.OwnFilled("title") ?? entry.Core("title").FirstOrDefault()) is { } title ? Text(title) : null,
        Descriptions.Select(name => entry.OwnFilled(name)).FirstOrDefault(static text => text is not null) is { } description ? Text(description) : null,
        Links(entry).Select(link => FeedAddress.Resolve((string?)link.Attribute("href"), FeedAddress.Base(link, address))).FirstOrDefault(static link => link is not null),
        FeedMoment.Of(Dates.SelectMany(name => entry.Own(name)).Concat(entry.Core("date")).Select(static date => date.Value)));

    // The page for people first: links for machines and to other things have a rel of their own.
    private static IOrderedEnumerable<XElement> Links(XElement entry) =>
        entry.Own("link").Where(static link => ((string?)link.Attribute("rel"))?.Trim() is not { Length: > 0 } rel || string.Equals(rel, "alternate", StringComparison.OrdinalIgnoreCase)
                || rel.EndsWith("/alternate", StringComparison.OrdinalIgnoreCase))
            .OrderBy(static link => (string?)link.Attribute("type") is { } type && !type.Contains("html", StringComparison.OrdinalIgnoreCase));

    // The text of xhtml is that of its elements; so is that of html whose markup was not escaped.
    private static FeedText Text(XElement element)
    {
        var type = (string?)element.Attribute("type") ?? "";
        var isMarkup = type.Contains("html", StringComparison.OrdinalIgnoreCase);
        return new FeedText(element.HasElements ? Spaced(element) : element.Value, isMarkup && !element.HasElements);
    }

    private static string Spaced(XElement element) =>
        string.Concat(element.DescendantNodes().Select(static node => node is XText text ? text.Value : node is XElement block && Separates(block) ? " " : ""));

    private static bool Separates(XElement element) => element.Name.LocalName is "br" or "p" or "div" or "li";
}
