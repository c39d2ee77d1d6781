using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml.Linq;

namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>Writes items in every dialect of feeds; the first line of the XML ones is for a declaration.</summary>
internal static class Dialects
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace OldAtom = "http://purl.org/atom/ns#";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Rss1 = "http://purl.org/rss/1.0/";
    private static readonly XNamespace Core = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Media = "http://search.yahoo.com/mrss/";

    public static IReadOnlyDictionary<string, Func<IReadOnlyList<CorpusItem>, string>> All { get; } = new Dictionary<string, Func<IReadOnlyList<CorpusItem>, string>>
    {
        ["RSS 0.91"] = static items => Rss("0.91", items, static _ => []),
        ["RSS 0.92"] = static items => Rss("0.92", items, static item => [new XElement("pubDate", Mail(item))]),
        ["RSS 2.0"] = static items => Rss("2.0", items, static item => [new XElement("pubDate", Mail(item)), new XElement(Media + "title", "not the title"), new XElement("guid", new XAttribute("isPermaLink", "false"), item.Title)]),
        ["RSS 1.0"] = static items => new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf), new XAttribute(XNamespace.Xmlns + "dc", Core), new XAttribute("xmlns", Rss1),
            new XElement(Rss1 + "channel", new XElement(Rss1 + "title", "Sample"), new XElement(Rss1 + "link", "http://news.example/")),
            items.Select(static item => new XElement(Rss1 + "item", new XAttribute(Rdf + "about", item.Link!), new XElement(Rss1 + "title", item.Title), new XElement(Rss1 + "link", item.Link), new XElement(Core + "date", item.Published)))).ToString(),
        ["Atom 1.0"] = static items => new XElement(Atom + "feed", new XElement(Atom + "title", "Sample"), items.Select(static item => new XElement(Atom + "entry",
            new XElement(Atom + "id", item.Link), new XElement(Atom + "title", item.Title), new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("href", "http://news.example/self")),
            new XElement(Atom + "link", new XAttribute("href", item.Link!)), new XElement(Atom + "published", item.Published), new XElement(Atom + "updated", "2026-11-25T00:00:00Z")))).ToString(),
        ["Atom with a prefix"] = static items => new XElement(Atom + "feed", new XAttribute(XNamespace.Xmlns + "q7", Atom), new XElement(Atom + "title", "Sample"), items.Select(static item => new XElement(Atom + "entry",
            new XElement(Atom + "title", item.Title), new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("type", "text/html"), new XAttribute("href", item.Link!)), new XElement(Atom + "updated", item.Published)))).ToString(),
        ["Atom 0.3"] = static items => new XElement(OldAtom + "feed", new XAttribute("version", "0.3"), new XElement(OldAtom + "title", "Sample"), items.Select(static item => new XElement(OldAtom + "entry",
            new XElement(OldAtom + "title", new XAttribute("mode", "escaped"), new XAttribute("type", "text/html"), item.Title), new XElement(OldAtom + "link", new XAttribute("rel", "alternate"), new XAttribute("href", item.Link!)), new XElement(OldAtom + "issued", item.Published)))).ToString(),
        ["JSON Feed 1.0"] = static items => Json("https://jsonfeed.org/version/1", items, JavaScriptEncoder.UnsafeRelaxedJsonEscaping),
        ["JSON Feed 1.1"] = static items => Json("https://jsonfeed.org/version/1.1", items, JavaScriptEncoder.Default),
    };

    /// <summary>The items of a dialect that has no dates.</summary>
    public static IReadOnlyList<CorpusItem> AsShown(string dialect, IReadOnlyList<CorpusItem> items) => dialect == "RSS 0.91" ? [.. items.Select(static item => item with { Published = null })] : items;

    private static string Rss(string version, IReadOnlyList<CorpusItem> items, Func<CorpusItem, XElement[]> more) => new XElement("rss", new XAttribute("version", version), new XElement("channel",
        new XElement("title", "Sample"), new XElement("link", "http://news.example/"), new XElement("description", "d"),
        items.Select(item => new XElement("item", new XElement("title", item.Title), new XElement("link", item.Link), more(item))))).ToString();

    private static string Mail(CorpusItem item) => DateTimeOffset.Parse(item.Published!, System.Globalization.CultureInfo.InvariantCulture).ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static string Json(string version, IReadOnlyList<CorpusItem> items, JavaScriptEncoder encoder) => JsonSerializer.Serialize(new
    {
        version, title = "Sample", items = items.Select(static item => new { id = item.Link, url = item.Link, title = item.Title, date_published = item.Published }),
    }, new JsonSerializerOptions { Encoder = encoder });
}
