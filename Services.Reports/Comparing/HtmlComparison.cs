using System.Globalization;
using System.Net;
using System.Text;
using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>A comparison as a page of its own, which loads and runs nothing and looks like a report's. All text is encoded; links lead to http and https, as headlines do.</summary>
internal sealed class HtmlComparison : IComparisonWriter
{
    private readonly StringBuilder _body = new();
    private bool _isInList;

    public static string Render(ReportComparison comparison, ReportLanguage language)
    {
        var (texts, writer) = (new ComparisonTexts(language), new HtmlComparison());
        new ComparisonView(texts, writer).Write(comparison);
        return $"""
            <!DOCTYPE html>
            <html lang="{texts.LanguageTag}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{PageStyle.Policy}"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Encoded(texts.Title)}</title><style>{PageStyle.Text}</style></head>
            <body>
            <main>
            {writer.Body()}</main></body></html>

            """;
    }

    public void Title(string text) => Block($"<h1>{Encoded(text)}</h1>");

    public void Heading(int level, string text) => Block(string.Create(CultureInfo.InvariantCulture, $"<h{level}>{Encoded(text)}</h{level}>"));

    public void Paragraph(string text) => Block($"<p>{Encoded(text)}</p>");

    public void Table(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows) =>
        Block($"<div class=\"wide\"><table><thead><tr>{Cells("th", head)}</tr></thead><tbody>{string.Concat(rows.Select(static row => $"<tr>{Cells("td", row)}</tr>"))}</tbody></table></div>");

    public void Item(string text, Uri? link = null) => ListItem(
        link is not null && (link.Scheme == Uri.UriSchemeHttp || link.Scheme == Uri.UriSchemeHttps) ? $"<a href=\"{Encoded(link.AbsoluteUri)}\" rel=\"noopener noreferrer nofollow\">{Encoded(text)}</a>" : Encoded(text));

    public void Change(string label, IReadOnlyList<TextSpan> spans) => ListItem(Encoded(label) + string.Concat(spans.Select(static span => span.Kind switch
    {
        WordComparison.Removed => $"<del>{Encoded(span.Text)}</del>",
        WordComparison.Added => $"<ins>{Encoded(span.Text)}</ins>",
        _ => Encoded(span.Text),
    })));

    private static string Cells(string element, IReadOnlyList<string> cells) => string.Concat(cells.Select(cell => $"<{element}>{Encoded(cell)}</{element}>"));

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private string Body()
    {
        EndList();
        return _body.ToString();
    }

    private void Block(string html)
    {
        EndList();
        _body.Append(html).Append('\n');
    }

    private void ListItem(string html)
    {
        _body.Append(_isInList ? "" : "<ul>\n").Append("<li>").Append(html).Append("</li>\n");
        _isInList = true;
    }

    private void EndList()
    {
        _body.Append(_isInList ? "</ul>\n" : "");
        _isInList = false;
    }
}
