using System.Globalization;
using System.Net;
using System.Text;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>
/// The closing prices of a symbol as a line, with the first, the last, the lowest and the highest as figures, and the volumes below as bars: SVG that stands within the page, with no script and
/// no style of its own, in the page's colours. Whoever does not see it has the same figures in its title.
/// </summary>
internal static class PriceChart
{
    private const int Fewest = 2;
    private const double Width = 320;
    private const double Left = 6;
    private const double Right = 272;
    private const double Top = 16;
    private const double Bottom = 78;
    private const double Foot = 92;
    private const double VolumeTop = 94;
    private const double VolumeBottom = 118;
    private const double HalfLabel = 24;

    /// <summary>The figure; nothing where there are not days enough for a line.</summary>
    public static string Of(QuoteFigures quote, ReportTexts texts)
    {
        var closes = quote.Closes;
        if (closes.Count < Fewest)
        {
            return "";
        }

        var (lowest, highest) = (IndexOf(closes, static (close, best) => close < best), IndexOf(closes, static (close, best) => close > best));
        var (low, high) = (closes[lowest].Close, closes[highest].Close);
        var title = WebUtility.HtmlEncode(texts.Closes(quote.Symbol, Figures.Date(closes[0].Date), Figures.Date(closes[^1].Date), Figures.Price(low), Figures.Price(high)));
        var points = closes.Select((day, index) => (X: Left + ((Right - Left) * index / (closes.Count - 1)), Y: Level(day.Close, low, high))).ToList();
        var bars = VolumeBars(closes, texts);
        var svg = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"<figure><svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {Width} {(bars.Length > 0 ? VolumeBottom + 2 : Foot)}\" width=\"{Width}\" height=\"{(bars.Length > 0 ? VolumeBottom + 2 : Foot)}\"><title>"))
            .Append(title)
            .Append("</title><polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" stroke-linejoin=\"round\" points=\"")
            .AppendJoin(' ', points.Select(static point => $"{Number(point.X)},{Number(point.Y)}"))
            .Append("\"/><circle fill=\"currentColor\" r=\"2.5\" cx=\"").Append(Number(points[^1].X)).Append("\" cy=\"").Append(Number(points[^1].Y)).Append("\"/>");
        Label(svg, points[^1].X + 6, points[^1].Y + 3, "start", closes[^1].Close);
        foreach (var index in new[] { lowest, highest }.Distinct().Where(index => index != closes.Count - 1))
        {
            Label(svg, Math.Clamp(points[index].X, Left + HalfLabel, Right - HalfLabel), points[index].Y + (index == highest ? -5 : 12), "middle", closes[index].Close);
        }

        // Where the line begins, unless one of those stands there.
        if (Math.Min(points[lowest].X, points[highest].X) > Left + (3 * HalfLabel))
        {
            Label(svg, Left, points[0].Y - 5, "start", closes[0].Close);
        }

        return svg.Append(bars).Append("</svg><figcaption>").Append(title).Append("</figcaption></figure>\n").ToString();
    }

    private static string VolumeBars(IReadOnlyList<DayClose> closes, ReportTexts texts)
    {
        var most = closes.Max(static day => day.Volume ?? 0);
        if (most <= 0)
        {
            return "";
        }

        var step = (Right - Left) / closes.Count;
        var bars = new StringBuilder("<g fill=\"currentColor\" fill-opacity=\"0.45\"><title>").Append(WebUtility.HtmlEncode(texts.VolumeTitle)).Append("</title>");
        foreach (var (index, day) in closes.Index().Where(static day => day.Item.Volume > 0))
        {
            var height = Math.Max(0.5, (VolumeBottom - VolumeTop) * day.Volume!.Value / most);
            bars.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(Left + (step * (index + 0.15)))}\" y=\"{Number(VolumeBottom - height)}\" width=\"{Number(step * 0.7)}\" height=\"{Number(height)}\"/>");
        }

        return bars.Append("</g>").ToString();
    }

    private static void Label(StringBuilder svg, double x, double y, string anchor, decimal price) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\">{Figures.Price(price)}</text>");

    private static int IndexOf(IReadOnlyList<DayClose> closes, Func<decimal, decimal, bool> isBetter)
    {
        var best = 0;
        for (var index = 1; index < closes.Count; index++)
        {
            best = isBetter(closes[index].Close, closes[best].Close) ? index : best;
        }

        return best;
    }

    // Prices that do not move are in the middle.
    private static double Level(decimal close, decimal low, decimal high) =>
        high == low ? (Top + Bottom) / 2 : Bottom - ((Bottom - Top) * (double)((close - low) / (high - low)));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
