using System.Globalization;
using System.Net;
using System.Text;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>
/// The closing prices of a symbol as a line, in SVG that stands within the page: no script, no style of its own, the page's colours. Whoever does not see it has the same figures in its title.
/// </summary>
internal static class PriceChart
{
    private const int Fewest = 2;
    private const double Width = 320;
    private const double Height = 80;
    private const double Margin = 6;

    /// <summary>The figure; nothing where there are not days enough for a line.</summary>
    public static string Of(QuoteFigures quote, ReportTexts texts)
    {
        var closes = quote.Closes;
        if (closes.Count < Fewest)
        {
            return "";
        }

        var (low, high) = (closes.Min(static day => day.Close), closes.Max(static day => day.Close));
        var title = WebUtility.HtmlEncode(texts.Closes(quote.Symbol, Figures.Date(closes[0].Date), Figures.Date(closes[^1].Date), Figures.Price(low), Figures.Price(high)));
        var points = closes.Select((day, index) => (X: Margin + ((Width - (2 * Margin)) * index / (closes.Count - 1)), Y: Level(day.Close, low, high))).ToList();
        return new StringBuilder("<figure><svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ")
            .Append(Number(Width)).Append(' ').Append(Number(Height)).Append("\" width=\"").Append(Number(Width)).Append("\" height=\"").Append(Number(Height)).Append("\"><title>").Append(title)
            .Append("</title><polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" stroke-linejoin=\"round\" points=\"")
            .AppendJoin(' ', points.Select(static point => $"{Number(point.X)},{Number(point.Y)}"))
            .Append("\"/><circle fill=\"currentColor\" r=\"2.5\" cx=\"").Append(Number(points[^1].X)).Append("\" cy=\"").Append(Number(points[^1].Y)).Append("\"/></svg><figcaption>")
            .Append(title).Append("</figcaption></figure>\n").ToString();
    }

    // Prices that do not move are in the middle.
    private static double Level(decimal close, decimal low, decimal high) =>
        high == low ? Height / 2 : Height - Margin - ((Height - (2 * Margin)) * (double)((close - low) / (high - low)));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
