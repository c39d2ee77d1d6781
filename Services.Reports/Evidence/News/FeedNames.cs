using System.Xml.Linq;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>The namespaces of feeds, and how their elements are found whatever their prefixes and letter case.</summary>
internal static class FeedNames
{
    public const string Atom = "http://www.w3.org/2005/Atom";
    public const string DublinCore = "http://purl.org/dc/elements/1.1/";
    public const string Content = "http://purl.org/rss/1.0/modules/content/";
    public const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string DublinCoreTerms = "http://purl.org/dc/terms/";

    /// <summary>Whether the element has this name, in whatever namespace.</summary>
    public static bool Is(this XElement element, string name) => string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Children of the element's own vocabulary, so that a <c>media:title</c> is no title.</summary>
    public static IEnumerable<XElement> Own(this XElement element, string name) =>
        element.Elements().Where(child => child.Is(name) && (child.Name.Namespace == element.Name.Namespace || child.Name.Namespace == XNamespace.None));

    /// <summary>The first with something in it.</summary>
    public static XElement? OwnFilled(this XElement element, string name) => element.Own(name).FirstOrDefault(static child => !string.IsNullOrWhiteSpace(child.Value));

    /// <summary>Children of the Dublin Core, in either of its versions.</summary>
    public static IEnumerable<XElement> Core(this XElement element, string name) =>
        element.Elements().Where(child => child.Is(name) && child.Name.NamespaceName is DublinCore or DublinCoreTerms);

    /// <summary>Children of Atom in another vocabulary.</summary>
    public static IEnumerable<XElement> OfAtom(this XElement element, string name) => element.Elements().Where(child => child.Is(name) && child.Name.NamespaceName == Atom);
}
