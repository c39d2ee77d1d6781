using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Nanobot.Samples.Feeds.News;

internal static class NewsEndpoints
{
    private const string Site = "https://news.example.com";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static void MapNews(this WebApplication app)
    {
        app.MapGet("/feeds/markets.atom", static (SampleNews news, HttpContext http) =>
            Xml(http, ToAtom("Sample markets", "markets", news.Markets()), "application/atom+xml"));
        app.MapGet("/feeds/technology.rss", static (SampleNews news, HttpContext http) =>
            Xml(http, ToRss("Sample technology", "technology", news.Technology()), "application/rss+xml"));
    }

    // RFC 4287.
    private static XElement ToAtom(string title, string section, IReadOnlyList<NewsItem> items) => new(Atom + "feed",
        new XElement(Atom + "id", $"{Site}/{section}"),
        new XElement(Atom + "title", title),
        new XElement(Atom + "updated", Rfc3339(items.Max(static item => item.Published))),
        new XElement(Atom + "author", new XElement(Atom + "name", "Nanobot samples")),
        items.Select(item => new XElement(Atom + "entry",
            new XElement(Atom + "id", $"{Site}/{section}/{item.Slug}"),
            new XElement(Atom + "title", item.Title),
            new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("href", $"{Site}/{section}/{item.Slug}")),
            new XElement(Atom + "updated", Rfc3339(item.Published)),
            new XElement(Atom + "summary", item.Summary))));

    // RSS 2.0 of the RSS Advisory Board.
    private static XElement ToRss(string title, string section, IReadOnlyList<NewsItem> items) => new("rss", new XAttribute("version", "2.0"),
        new XElement("channel",
            new XElement("title", title),
            new XElement("link", $"{Site}/{section}"),
            new XElement("description", "Made-up news"),
            items.Select(item => new XElement("item",
                new XElement("title", item.Title),
                new XElement("link", $"{Site}/{section}/{item.Slug}"),
                new XElement("guid", $"{Site}/{section}/{item.Slug}"),
                new XElement("pubDate", item.Published.ToString("R", CultureInfo.InvariantCulture)),
                new XElement("description", item.Summary)))));

    private static string Rfc3339(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static ContentHttpResult Xml(HttpContext http, XElement root, string mediaType)
    {
        http.Response.Headers[FeedsService.SampleHeader] = "true";
        return TypedResults.Text($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n", mediaType, Encoding.UTF8);
    }
}
