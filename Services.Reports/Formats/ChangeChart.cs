using System.Globalization;
using System.Net;
using System.Text;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>
/// What changed by how much, symbol by symbol, as bars from a line in the middle: a rise is a full bar to the right, a fall an empty one to the left, so that nobody needs colours to tell them
/// apart. The figure stands beside each.
/// </summary>
internal static class ChangeChart
{
    private const int Fewest = 2;
    private const int Most = 24;
    private const double Width = 520;
    private const double Middle = 270;
    private const double Longest = 160;
    private const double Row = 20;

    /// <summary>The figure; nothing where there are not two to compare.</summary>
    public static string Of(IReadOnlyList<QuoteFigures> quotes, ReportTexts texts)
    {
        var changes = quotes.Where(static quote => quote.Percent is not null).OrderByDescending(static quote => quote.Percent).Take(Most).ToList();
        if (changes.Count < Fewest)
        {
            return "";
        }

        var largest = Math.Max(0.01m, changes.Max(static quote => Math.Abs(quote.Percent!.Value)));
        var height = (Row * changes.Count) + 4;
        var title = WebUtility.HtmlEncode(texts.ChangesTitle);
        var svg = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"<figure class=\"changes\"><svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\"><title>{title}</title>"));
        foreach (var (index, quote) in changes.Index())
        {
            Append(svg, quote.Symbol, quote.Percent!.Value, (double)(Math.Abs(quote.Percent.Value) / largest) * Longest, (Row * index) + 2);
        }

        return svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Middle}\" y1=\"0\" x2=\"{Middle}\" y2=\"{height}\" stroke=\"currentColor\"/></svg><figcaption>{title}</figcaption></figure>\n").ToString();
    }

    private static void Append(StringBuilder svg, string symbol, decimal percent, double length, double top)
    {
        var (isFall, width) = (percent < 0, Math.Max(1, length));
        var (from, figure) = (isFall ? Middle - width : Middle, isFall ? Middle - width - 5 : Middle + width + 5);
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{(isFall ? "down" : percent > 0 ? "up" : "flat")}\">")
            .Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(from)}\" y=\"{Number(top + 3)}\" width=\"{Number(width)}\" height=\"{Row - 7}\" stroke=\"currentColor\" fill=\"{(isFall ? "none" : "currentColor")}\"/></g>")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(figure)}\" y=\"{Number(top + 13)}\" text-anchor=\"{(isFall ? "end" : "start")}\">{(isFall ? "▼ " : percent > 0 ? "▲ " : "")}{Figures.Percent(percent)}</text>")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{Number(top + 13)}\">{WebUtility.HtmlEncode(symbol)}</text>");
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
