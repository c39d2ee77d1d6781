using System.Globalization;
using System.Net;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>
/// A report as the HTML of a mail. Mail clients drop styles that stand apart, drawings and places to jump to: each element says itself how it looks, in the reader's own colours, and charts are a
/// table with the course in block characters. It loads nothing.
/// </summary>
internal static class ReportMail
{
    private const string Font = "font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif;";
    private const string Table = "border-collapse:collapse;font-size:13px;margin:0 0 16px";
    private const string Cell = "border-bottom:1px solid #999999;padding:4px 8px;text-align:right;white-space:nowrap";
    private const string FirstCell = "border-bottom:1px solid #999999;padding:4px 8px;text-align:left;white-space:nowrap";
    private const int MostCharts = 12;
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <param name="markdown">The report.</param>
    /// <param name="evidence">What it rests on; null where that is not known.</param>
    public static string Render(string markdown, EvidenceSnapshot? evidence = null)
    {
        var (language, title, body) = Part(markdown, evidence);
        return Frame(language, title, body);
    }

    /// <summary>Several, one after the other, below the list of all.</summary>
    /// <param name="title">What they are called together.</param>
    /// <param name="parts">Of each its title, where it is read, the report itself (null where that is not to stand there) and what it rests on.</param>
    public static string RenderAll(string title, IReadOnlyList<(string Title, string? Link, string? Markdown, EvidenceSnapshot? Evidence)> parts)
    {
        var body = new StringBuilder($"<h1 style=\"font-size:22px;line-height:1.3;margin:0 0 12px\">{WebUtility.HtmlEncode(title)}</h1>\n<ol style=\"margin:0 0 12px;padding:0 0 0 20px\">\n");
        foreach (var part in parts)
        {
            var name = WebUtility.HtmlEncode(part.Title);
            body.Append(CultureInfo.InvariantCulture, $"<li style=\"margin:0 0 4px\">{(part.Link is null ? name : $"<a href=\"{WebUtility.HtmlEncode(part.Link)}\" style=\"text-decoration:underline\">{name}</a>")}</li>\n");
        }

        body.Append("</ol>\n");
        foreach (var part in parts.Where(static part => part.Markdown is not null))
        {
            body.Append("<hr style=\"border:0;border-top:2px solid #999999;margin:32px 0\">\n").Append(Part(part.Markdown!, part.Evidence).Body);
        }

        return Frame(ReportLanguage.Of([title]), title, body.ToString());
    }

    private static (ReportLanguage Language, string Title, string Body) Part(string markdown, EvidenceSnapshot? evidence)
    {
        var document = ReportDocument.Read(markdown);
        PageLinks.Restrict(document);
        foreach (var item in document.Descendants())
        {
            Style(item);
        }

        var language = ReportLanguage.For(evidence?.Language ?? ReportLanguage.Of([markdown]).Code);
        return (language, ReportDocument.TitleOf(document), Body(document) + (evidence is null ? "" : Rest(evidence, new ReportTexts(language))));
    }

    private static string Frame(ReportLanguage language, string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="{language.Say("zh-CN", "en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>{WebUtility.HtmlEncode(title)}</title></head>
        <body style="margin:0;padding:0">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:16px">
        <table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:640px"><tr><td align="left" style="{Font}font-size:15px;line-height:1.6">
        {body}</td></tr></table>
        </td></tr></table>
        </body></html>

        """;

    private static string Body(MarkdownDocument document)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        ReportDocument.Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    private static void Style(MarkdownObject item)
    {
        var style = item switch
        {
            HeadingBlock { Level: 1 } => "font-size:22px;line-height:1.3;margin:0 0 12px",
            HeadingBlock => "font-size:17px;margin:24px 0 8px;padding:0 0 4px;border-bottom:1px solid #999999",
            TableCell cell => cell.Parent is TableRow row && row.IndexOf(cell) == 0 ? FirstCell : Cell,
            Markdig.Extensions.Tables.Table => Table,
            ParagraphBlock { Parent: not TableCell } => "margin:0 0 12px",
            ListBlock => "margin:0 0 12px;padding:0 0 0 20px",
            ListItemBlock => "margin:0 0 4px",
            LinkInline => "text-decoration:underline",
            _ => null,
        };
        if (style is not null)
        {
            item.GetAttributes().AddProperty("style", style);
        }
    }

    private static string Rest(EvidenceSnapshot evidence, ReportTexts texts)
    {
        var charts = evidence.Quotes.Where(static quote => quote.Closes.Count > 1).Take(MostCharts).ToList();
        var rest = new StringBuilder();
        if (charts.Count > 0)
        {
            rest.Append(Heading(texts.Charts)).Append("<table style=\"").Append(Table).Append("\"><thead><tr>")
                .AppendJoin("", texts.ChartColumns.Select(static (column, index) => $"<th style=\"{(index == 0 ? FirstCell : Cell)}\">{WebUtility.HtmlEncode(column)}</th>"))
                .Append("</tr></thead><tbody>\n").AppendJoin("", charts.Select(Row)).Append("</tbody></table>\n");
        }

        rest.Append(Heading(texts.Evidence));
        foreach (var (index, line) in evidence.Lines.Index())
        {
            rest.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 4px;font-size:13px\">[E{index + 1}] {WebUtility.HtmlEncode(line)}</p>\n");
        }

        return rest.ToString();
    }

    private static string Heading(string text) => $"<h2 style=\"font-size:17px;margin:24px 0 8px;padding:0 0 4px;border-bottom:1px solid #999999\">{WebUtility.HtmlEncode(text)}</h2>\n";

    private static string Row(QuoteFigures quote)
    {
        var (low, high) = (quote.Closes.Min(static day => day.Close), quote.Closes.Max(static day => day.Close));
        string[] cells = [quote.Symbol, Course(quote.Closes, low, high), Figures.Price(quote.Closes[0].Close), Figures.Price(quote.Closes[^1].Close), Figures.Price(low), Figures.Price(high)];
        return $"<tr>{string.Concat(cells.Select(static (cell, index) => $"<td style=\"{(index == 0 ? FirstCell : Cell)}\">{WebUtility.HtmlEncode(cell)}</td>"))}</tr>\n";
    }

    // Prices that do not move are in the middle.
    private static string Course(IReadOnlyList<DayClose> closes, decimal low, decimal high) =>
        string.Concat(closes.Select(day => Levels[high == low ? Levels.Length / 2 : (int)((day.Close - low) / (high - low) * (Levels.Length - 1))]));
}
