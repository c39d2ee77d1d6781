using System.Net;
using System.Security.Cryptography;
using System.Text;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Nanobot.Services.Reports.Evidence;

namespace Nanobot.Services.Reports.Formats;

/// <summary>
/// A report as a web page. Its Markdown holds text from feeds and from the model, so raw HTML is off, links lead to http
/// and https only, images are shown as their text, and the page may load and run nothing.
/// </summary>
internal static class ReportPage
{
    private const string Style = ":root{color-scheme:light dark}body{font:16px/1.5 sans-serif;max-width:48em;margin:2em auto;padding:0 1em;color:CanvasText;background:Canvas}"
        + "table{border-collapse:collapse}th,td{border:1px solid #8888;padding:.3em .6em;text-align:right}th:first-child,td:first-child{text-align:left}"
        + "figure{display:inline-block;margin:0 1em 1em 0}svg{display:block;max-width:100%;height:auto}figcaption,dd,pre{font-size:.85em}pre{overflow-x:auto}dt{font-weight:bold}";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    /// <summary>Nothing but this page's own style.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <param name="markdown">The report.</param>
    /// <param name="evidence">What it rests on, which the page has too, with charts and with links from where it is cited; null where that is not known.</param>
    public static string Render(string markdown, EvidenceSnapshot? evidence = null)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Restrict(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        var title = document.Descendants<HeadingBlock>().FirstOrDefault()?.Inline is { } heading
            ? string.Concat(heading.Descendants<LiteralInline>().Select(static literal => literal.Content.ToString()))
            : "";
        return $"""
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>{WebUtility.HtmlEncode(title)}</title><style>{Style}</style></head>
            <body>
            {(evidence is null ? document.ToHtml(Pipeline) : EvidencePages.Link(document.ToHtml(Pipeline), evidence) + EvidencePages.Append(evidence))}</body></html>

            """;
    }

    private static void Restrict(LinkInline link)
    {
        var url = link.GetDynamicUrl?.Invoke() ?? link.Url;
        if (!link.IsImage && Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
        {
            link.GetAttributes().AddProperty("rel", "noopener noreferrer nofollow");
            return;
        }

        var text = new ContainerInline();
        link.ReplaceBy(text);
        link.MoveChildrenAfter(text);
    }
}
