using System.Globalization;
using System.Xml.Linq;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Tests.Formats;

public sealed class ChartTests
{
    private static readonly ReportTexts English = new(ReportLanguage.English);

    [Fact]
    public void A_line_says_its_first_last_lowest_and_highest_price()
    {
        var svg = Svg(PriceChart.Of(Quote("AAPL", 10m, [3m, 3.1m, 3.2m, 3.1m, 3.2m, 1m, 2m, 9m, 4m, 5m]), English));

        Assert.Equal(["1.00", "3.00", "5.00", "9.00"], Texts(svg).Order(StringComparer.Ordinal));
        var points = svg.Descendants().Single(element => element.Name.LocalName == "polyline").Attribute("points")!.Value.Split(' ').Select(point => double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture)).ToList();
        // Upwards is up: the highest price has the least distance from the top.
        Assert.Equal((5, 7), (points.IndexOf(points.Max()), points.IndexOf(points.Min())));
    }

    [Fact]
    public void Volumes_stand_below_as_bars_in_proportion_and_what_is_not_known_has_none()
    {
        var quote = Quote("AAPL", 1m, [1m, 2m, 3m]) with { Closes = [new(new(2026, 11, 17), 1m, 50), new(new(2026, 11, 18), 2m, null), new(new(2026, 11, 19), 3m, 100)] };

        var bars = Svg(PriceChart.Of(quote, English)).Descendants().Where(element => element.Name.LocalName == "rect").Select(bar => double.Parse(bar.Attribute("height")!.Value, CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(2, bars.Count);
        Assert.Equal(bars[1], 2 * bars[0], 1);
        Assert.DoesNotContain("<rect", PriceChart.Of(Quote("AAPL", 1m, [1m, 2m]), English), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rise_is_a_full_bar_to_the_right_and_a_fall_an_empty_one_to_the_left_the_largest_first()
    {
        var svg = Svg(ChangeChart.Of([Quote("DOWN", -5m), Quote("UP", 10m), Quote("NONE", null)], English));
        var bars = svg.Descendants().Where(element => element.Name.LocalName == "rect").ToList();
        var middle = double.Parse(svg.Descendants().Single(element => element.Name.LocalName == "line").Attribute("x1")!.Value, CultureInfo.InvariantCulture);

        Assert.Equal(["▲ +10.00%", "UP", "▼ -5.00%", "DOWN"], Texts(svg));
        Assert.Equal(("currentColor", "none"), (bars[0].Attribute("fill")!.Value, bars[1].Attribute("fill")!.Value));
        Assert.Equal((middle, 160d), (X(bars[0]), W(bars[0])));
        Assert.Equal((middle - 80, 80d), (X(bars[1]), W(bars[1])));
        Assert.Equal("", ChangeChart.Of([Quote("UP", 10m), Quote("NONE", null)], English));

        static double X(XElement bar) => double.Parse(bar.Attribute("x")!.Value, CultureInfo.InvariantCulture);
        static double W(XElement bar) => double.Parse(bar.Attribute("width")!.Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_symbol_from_elsewhere_becomes_no_markup()
    {
        var charts = PriceChart.Of(Quote("<b>&", 1m, [1m, 2m]), English) + ChangeChart.Of([Quote("<b>&", 1m), Quote("<i>", 2m)], English);

        Assert.DoesNotContain("<b>", charts, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", charts, StringComparison.Ordinal);
    }

    private static QuoteFigures Quote(string symbol, decimal? percent, decimal[]? closes = null) =>
        new(symbol, new DateOnly(2026, 11, 19), 100m + (percent ?? 0), percent is null ? null : 100m, new DateOnly(2026, 11, 18), null, null, null)
        {
            Closes = [.. (closes ?? []).Select((close, index) => new DayClose(new DateOnly(2026, 11, 1).AddDays(index), close))],
        };

    private static XElement Svg(string figure) => XElement.Parse(figure);

    private static IEnumerable<string> Texts(XElement svg) => svg.Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value);
}
