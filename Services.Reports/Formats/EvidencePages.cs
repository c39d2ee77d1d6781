using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>What a report's page has of its evidence: charts, each piece with the rows that it comes from, and links to these where they are cited. All of it is escaped, and stands in the page itself.</summary>
internal static partial class EvidencePages
{
    private const int MostCharts = 12;

    /// <summary>The page's text with its citations as links to the pieces.</summary>
    public static string Link(string html, EvidenceSnapshot evidence)
    {
        var isWithinLink = false;
        return TagOrText().Replace(html, part =>
        {
            if (part.Value[0] != '<')
            {
                // A headline that says [E1] leads where it leads.
                return isWithinLink ? part.Value : Citation().Replace(part.Value, cited => Link(cited, evidence));
            }

            isWithinLink = part.Value.StartsWith("<a ", StringComparison.Ordinal) || (isWithinLink && part.Value != "</a>");
            return part.Value;
        });
    }

    /// <summary>Charts and pieces.</summary>
    public static string Append(EvidenceSnapshot evidence)
    {
        var texts = new ReportTexts(ReportLanguage.For(evidence.Language));
        var page = new StringBuilder();
        var charts = string.Concat(evidence.Quotes.Take(MostCharts).Select(quote => PriceChart.Of(quote, texts)));
        var changes = ChangeChart.Of(evidence.Quotes, texts);
        page.Append(charts.Length + changes.Length > 0 ? $"<h2>{texts.Charts}</h2>\n{changes}<div class=\"charts\">\n{charts}</div>\n" : "");
        page.Append("<h2>").Append(texts.Evidence).Append("</h2>\n<dl>\n");
        for (var number = 1; number <= evidence.Lines.Count; number++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<dt id=\"E{number}\">[E{number}]</dt><dd>{WebUtility.HtmlEncode(evidence.Lines[number - 1])}");
            if (number <= evidence.Quotes.Count && evidence.Quotes[number - 1].Rows is { Count: > 0 } rows)
            {
                page.Append("<pre>").AppendJoin('\n', rows.Select(row => WebUtility.HtmlEncode(texts.Row(row.Line, row.Pointer, PlainLine(row.Text))))).Append("</pre>");
            }

            page.Append("</dd>\n");
        }

        return page.Append("</dl>\n").ToString();
    }

    private static string PlainLine(string text) => PlainText.Line(text, int.MaxValue - 1);

    private static string Link(Match cited, EvidenceSnapshot evidence) =>
        int.TryParse(cited.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= evidence.Lines.Count
            ? string.Create(CultureInfo.InvariantCulture, $"<a href=\"#E{number}\">[E{number}]</a>")
            : cited.Value;

    [GeneratedRegex("<[^>]*>|[^<]+", RegexOptions.CultureInvariant)]
    private static partial Regex TagOrText();

    [GeneratedRegex(@"\[E(\d{1,4})\]", RegexOptions.CultureInvariant)]
    private static partial Regex Citation();
}
