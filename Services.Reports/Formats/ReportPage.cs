using System.Net;
using System.Security.Cryptography;
using System.Text;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Nanobot.Services.Reports.Formats;

/// <summary>
/// A report as a web page. Its Markdown holds text from feeds and from the model, so raw HTML is off, links lead to http
/// and https only, images are shown as their text, and the page may load and run nothing.
/// </summary>
internal static class ReportPage
{
    private const string Style = "body{font:16px/1.5 sans-serif;max-width:48em;margin:2em auto;padding:0 1em;color:#222}"
        + "table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:.3em .6em;text-align:right}th:first-child,td:first-child{text-align:left}";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    /// <summary>Nothing but this page's own style.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Render(string markdown)
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
            {document.ToHtml(Pipeline)}</body></html>

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
