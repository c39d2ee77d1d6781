using System.Xml.Linq;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>The elements of an ill-formed document, put where they make sense in a feed.</summary>
internal sealed class LenientTree
{
    private static readonly HashSet<string> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        "title", "link", "guid", "id", "pubDate", "published", "updated", "description", "summary", "dc:date", "author", "category", "comments",
    };

    private readonly List<(string Tag, XElement Element, NamespaceScope Scope)> _open = [];
    private XElement? _root;

    /// <summary>Whether the first element has ended.</summary>
    public bool IsClosed => _root is not null && _open.Count == 0;

    public void Open(LenientTag tag)
    {
        EndWhatItEnds(tag.Name);
        if (_open.Count > FeedXml.MaximumDepth)
        {
            throw new MalformedFeedException(FeedFailures.Deep(FeedXml.MaximumDepth));
        }

        var scope = new NamespaceScope(_open.Count > 0 ? _open[^1].Scope : null, tag.Attributes);
        var element = new XElement(scope.Element(tag.Name));
        foreach (var (name, value) in tag.Attributes)
        {
            if (scope.Attribute(name) is { } known)
            {
                element.SetAttributeValue(known, value);
            }
        }

        _root ??= element;
        if (_open.Count > 0)
        {
            _open[^1].Element.Add(element);
        }

        if (!tag.IsEmpty)
        {
            _open.Add((tag.Name, element, scope));
        }
    }

    public void Close(string tag)
    {
        var at = _open.FindLastIndex(open => string.Equals(open.Tag, tag, StringComparison.OrdinalIgnoreCase));
        if (at >= 0)
        {
            _open.RemoveRange(at, _open.Count - at);
        }
    }

    public void Add(string content)
    {
        if (content.Length > 0 && _open.Count > 0)
        {
            _open[^1].Element.Add(new XText(content));
        }
    }

    /// <summary>The first element, without the field that the document's end has cut.</summary>
    public XElement End()
    {
        var cut = _open.FindLast(static open => Fields.Contains(open.Tag)).Element;
        if (cut?.Parent is not null && !cut.Descendants().Any(static inner => IsItem(inner.Name.LocalName)))
        {
            cut.Remove();
        }

        return _root!;
    }

    // An item never stands in an item, nor a field of one directly in another.
    private void EndWhatItEnds(string tag)
    {
        if (IsItem(tag))
        {
            Close(tag);
        }

        if (_open.Count > 1 && Fields.Contains(_open[^1].Tag) && (IsItem(tag) || Fields.Contains(tag)))
        {
            Close(_open[^1].Tag);
        }
    }

    private static bool IsItem(string tag) => string.Equals(tag, "item", StringComparison.OrdinalIgnoreCase) || string.Equals(tag, "entry", StringComparison.OrdinalIgnoreCase);
}
