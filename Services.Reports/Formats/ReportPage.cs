using System.Net;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>
/// A report as a web page. Its Markdown holds text from feeds and from the model, so raw HTML is off, links lead to http
/// and https only, images are shown as their text, and the page may load and run nothing.
/// </summary>
internal static class ReportPage
{
    /// <summary>Nothing but this page's own style, in no frame.</summary>
    public static string ContentSecurityPolicy { get; } = $"{PageStyle.Policy}; frame-ancestors 'none'";

    /// <param name="markdown">The report.</param>
    /// <param name="evidence">What it rests on, which the page has too, with charts and with links from where it is cited; null where that is not known.</param>
    public static string Render(string markdown, EvidenceSnapshot? evidence = null)
    {
        var document = ReportDocument.Read(markdown);
        PageLinks.Restrict(document);
        var language = evidence?.Language ?? ReportLanguage.Of([markdown]).Code;
        var body = Body(document);
        // A page that is kept as a file has no headers: what it may do stands in it as well.
        return $"""
            <!DOCTYPE html>
            <html lang="{WebUtility.HtmlEncode(language == ReportLanguage.Chinese.Code ? "zh-CN" : language)}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{PageStyle.Policy}"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{WebUtility.HtmlEncode(ReportDocument.TitleOf(document))}</title><style>{PageStyle.Text}</style></head>
            <body>
            <main>
            {(evidence is null ? body : EvidencePages.Link(body, evidence) + EvidencePages.Append(evidence))}</main></body></html>

            """;
    }

    private static string Body(Markdig.Syntax.MarkdownDocument document)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        ReportDocument.Pipeline.Setup(renderer);
        foreach (var block in document)
        {
            // Small screens move a wide table to and fro, and not the page.
            writer.Write(block is Table ? "<div class=\"wide\">\n" : "");
            renderer.Render(block);
            writer.Write(block is Table ? "</div>\n" : "");
        }

        writer.Flush();
        return writer.ToString();
    }
}
