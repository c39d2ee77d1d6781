using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>
/// Reads RSS 2.0 and Atom (RFC 4287). Documents with a DTD are refused and nothing is ever resolved, so that neither
/// entity expansion nor external entities exist.
/// </summary>
internal static class FeedParser
{
    private const int MaximumItems = 100;
    private const int MaximumDepth = 64;
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    // Feeds in GB2312 and the like are common; the runtime knows them only once asked to.
    static FeedParser() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="MalformedFeedException">The document is not a feed.</exception>
    public static IReadOnlyList<Headline> Parse(byte[] document)
    {
        var root = Load(document);
        if (root.Name == "rss" && root.Element("channel") is { } channel)
        {
            return [.. channel.Elements("item").Take(MaximumItems).Select(FromRss).OfType<Headline>()];
        }

        return root.Name == Atom + "feed"
            ? [.. root.Elements(Atom + "entry").Take(MaximumItems).Select(FromAtom).OfType<Headline>()]
            : throw new MalformedFeedException("neither RSS 2.0 nor Atom");
    }

    private static XElement Load(byte[] document)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = SourceReader.MaximumBytes };
        try
        {
            CheckDepth(document, settings);
            using var reader = XmlReader.Create(new MemoryStream(document), settings);
            return XDocument.Load(reader).Root!;
        }
        catch (XmlException exception) when (exception.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw new MalformedFeedException("has a document type declaration, which is not accepted", exception);
        }
        catch (XmlException exception)
        {
            throw new MalformedFeedException(string.Create(CultureInfo.InvariantCulture, $"line {exception.LineNumber}: not well-formed XML"), exception);
        }
    }

    // A feed is a few levels deep; hundreds of thousands of levels are an attack on whatever walks the tree.
    private static void CheckDepth(byte[] document, XmlReaderSettings settings)
    {
        using var reader = XmlReader.Create(new MemoryStream(document), settings);
        while (reader.Read())
        {
            if (reader.Depth > MaximumDepth)
            {
                throw new MalformedFeedException($"is nested deeper than {MaximumDepth} levels");
            }
        }
    }

    private static Headline? FromRss(XElement item)
    {
        var link = item.Element("link")?.Value ?? item.Elements("guid").FirstOrDefault(static guid => (string?)guid.Attribute("isPermaLink") != "false")?.Value;
        return Make(item.Element("title")?.Value, link, item.Element("pubDate")?.Value);
    }

    private static Headline? FromAtom(XElement entry)
    {
        var links = entry.Elements(Atom + "link").Where(static link => (string?)link.Attribute("rel") is null or "alternate");
        return Make(entry.Element(Atom + "title")?.Value, (string?)links.FirstOrDefault()?.Attribute("href"),
            (entry.Element(Atom + "published") ?? entry.Element(Atom + "updated"))?.Value);
    }

    private static Headline? Make(string? title, string? link, string? published)
    {
        var text = PlainText.Line(title ?? "", PlainText.MaximumTitle);
        return text.Length == 0 ? null : new Headline(text, Link(link), Date(published));
    }

    private static Uri? Link(string? text) =>
        text is { Length: < 2000 } && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.UserInfo.Length == 0
                ? uri
                : null;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date.ToUniversalTime() : null;
}
