using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Nanobot.Services.Reports.Formats;

/// <summary>Where a report's links may lead: to http and https, since their addresses come from feeds and models. All others, and images, are their text.</summary>
internal static class PageLinks
{
    public static bool IsSafe(LinkInline link) =>
        Uri.TryCreate(link.GetDynamicUrl?.Invoke() ?? link.Url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    /// <summary>Leaves only such links in a document.</summary>
    public static void Restrict(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Restrict(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }
    }

    /// <summary>Leaves of all links their text.</summary>
    public static void Remove(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Unlink(link);
        }
    }

    private static void Restrict(LinkInline link)
    {
        if (link.IsImage || !IsSafe(link))
        {
            Unlink(link);
            return;
        }

        link.GetAttributes().AddProperty("rel", "noopener noreferrer nofollow");
    }

    private static void Unlink(LinkInline link)
    {
        var text = new ContainerInline();
        link.ReplaceBy(text);
        link.MoveChildrenAfter(text);
    }
}
