using System.Xml;
using System.Xml.Linq;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>The namespaces that hold in an element of an ill-formed document; prefixes that nothing declares are guessed.</summary>
internal sealed class NamespaceScope
{
    private const string Undeclared = "urn:undeclared:";
    private readonly NamespaceScope? _outer;
    private readonly Dictionary<string, string> _own = new(StringComparer.Ordinal);

    public NamespaceScope(NamespaceScope? outer, IReadOnlyList<(string Name, string Value)> attributes)
    {
        _outer = outer;
        foreach (var (name, value) in attributes)
        {
            if (name is "xmlns" || name.StartsWith("xmlns:", StringComparison.Ordinal))
            {
                _own[name.Length > "xmlns:".Length ? name["xmlns:".Length..] : ""] = value;
            }
        }
    }

    public XName Element(string name)
    {
        var (prefix, local) = Split(name);
        return XNamespace.Get(Find(prefix) ?? (prefix.Length == 0 ? "" : Guess(prefix))) + local;
    }

    /// <summary>The name of an attribute; null for a declaration of a namespace.</summary>
    public XName? Attribute(string name)
    {
        var (prefix, local) = Split(name);
        return name is "xmlns" || prefix is "xmlns" ? null
            : prefix.Length == 0 ? XName.Get(local)
            : prefix is "xml" ? XNamespace.Xml + local
            : XNamespace.Get(Find(prefix) ?? Guess(prefix)) + local;
    }

    private static (string Prefix, string Local) Split(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var local = colon < 0 ? name : name[(colon + 1)..];
        return (colon < 0 ? "" : name[..colon], IsName(local) ? local : "unnamed");
    }

    private static bool IsName(string text) => text.Length > 0 && XmlConvert.IsStartNCNameChar(text[0]) && text.All(XmlConvert.IsNCNameChar);

    private static string Guess(string prefix) => prefix switch
    {
        "dc" => FeedNames.DublinCore,
        "atom" => FeedNames.Atom,
        "rdf" => FeedNames.Rdf,
        "content" => FeedNames.Content,
        _ => Undeclared + prefix,
    };

    private string? Find(string prefix)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._own.TryGetValue(prefix, out var found))
            {
                return found;
            }
        }

        return null;
    }
}
