using System.Xml;
using System.Xml.Linq;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>
/// Makes a tree of a feed's XML: strictly where it is well-formed, else as far as it makes sense. Nothing is ever resolved
/// or expanded, so that neither entity expansion nor external entities exist.
/// </summary>
internal static class FeedXml
{
    /// <summary>A feed is a few levels deep; hundreds of thousands are an attack on whatever walks the tree.</summary>
    public const int MaximumDepth = 64;

    public static XElement Load(string text, List<Wording> remarks)
    {
        var prolog = FeedProlog.Read(text);
        var body = text[prolog.Start..];
        try
        {
            CheckDepth(body);
            using var reader = Reader(body);
            var root = XDocument.Load(reader).Root!;
            if (prolog.HasJunk)
            {
                remarks.Add(FeedFailures.BadXml(1));
            }

            return root;
        }
        catch (XmlException exception)
        {
            remarks.Add(FeedFailures.BadXml(prolog.HasJunk ? 1 : text.AsSpan(0, prolog.Start).Count('\n') + Math.Max(exception.LineNumber, 1)));
            return new LenientXml(body).Read();
        }
    }

    private static XmlReader Reader(string body) => XmlReader.Create(new StringReader(body),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Compression.MaximumBytes });

    private static void CheckDepth(string body)
    {
        using var reader = Reader(body);
        while (reader.Read())
        {
            if (reader.Depth > MaximumDepth)
            {
                throw new MalformedFeedException(FeedFailures.Deep(MaximumDepth));
            }
        }
    }
}
