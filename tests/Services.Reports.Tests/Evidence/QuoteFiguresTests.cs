using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Tests.Evidence;

public sealed class QuoteFiguresTests
{
    private static PriceList Closes(params decimal[] closes) =>
        Prices([.. closes.Select((close, i) => new PriceRow(new DateOnly(2026, 11, 2).AddDays(i), close, close + 1, close - 0.5m, close, 100 + i))]);

    private static PriceList Prices(params PriceRow[] rows) =>
        new(rows, [], rows.Select(static (row, i) => (row.Date, Row: new SourceRow(i + 2, $"{row.Date:O},{row.Close}"))).ToLookup(static row => row.Date, static row => row.Row));

    [Fact]
    public void It_rests_on_the_rows_of_the_day_compared_with_and_of_the_last_five()
    {
        Assert.Equal([4, 5, 6, 7, 8], QuoteFigures.Daily("A", Closes(99, 10, 11, 12, 13, 14, 15)).Rows.Select(static row => row.Line));
        Assert.Equal([3, 4, 5, 6, 7, 8], QuoteFigures.Weekly("A", Closes(99, 10, 11, 12, 13, 14, 15)).Rows.Select(static row => row.Line));
        Assert.Equal([2], QuoteFigures.Daily("A", Closes(10)).Rows.Select(static row => row.Line));
    }

    [Fact]
    public void A_day_is_compared_with_the_close_before()
    {
        var figures = QuoteFigures.Daily("A", Closes(18, 20, 16));

        Assert.Equal((16m, 20m, -4m, -20m, 102L), (figures.Close, figures.Base, figures.Change, figures.Percent, figures.Volume));
        Assert.Equal((15.5m, 21m), (figures.Low, figures.High));
    }

    [Fact]
    public void A_week_is_compared_with_the_close_five_trading_days_earlier_and_sums_five_volumes()
    {
        var figures = QuoteFigures.Weekly("A", Closes(99, 10, 11, 12, 13, 14, 15));

        Assert.Equal((15m, 10m, 50m), (figures.Close, figures.Base, figures.Percent));
        Assert.Equal((10.5m, 16m), (figures.Low, figures.High));
        Assert.Equal(102 + 103 + 104 + 105 + 106, figures.Volume);
    }

    [Fact]
    public void A_short_file_is_compared_with_its_first_day()
    {
        var figures = QuoteFigures.Weekly("A", Closes(10, 12));

        Assert.Equal((10m, new DateOnly(2026, 11, 2)), (figures.Base, figures.BaseDate));
    }

    [Fact]
    public void One_day_alone_has_no_change()
    {
        var figures = QuoteFigures.Daily("A", Closes(10));

        Assert.Null(figures.Change);
        Assert.Equal("–", Figures.Percent(figures.Percent));
    }

    [Theory]
    [InlineData("200", "200.01", "+0.01%")] // 0.005 %: half goes away from zero
    [InlineData("200", "199.99", "-0.01%")]
    [InlineData("3", "4", "+33.33%")]
    [InlineData("100", "100", "0.00%")]
    [InlineData("1000000", "1000001", "0.00%")]
    public void Percentages_are_rounded_to_two_places_halves_away_from_zero(string from, string to, string percent) =>
        Assert.Equal(percent, Figures.Percent(QuoteFigures.Daily("A", Closes(decimal.Parse(from, System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(to, System.Globalization.CultureInfo.InvariantCulture))).Percent));

    [Theory]
    [InlineData("0.00001234", "0.00001234")]
    [InlineData("0.000012345678", "0.00001235")]
    [InlineData("0.05", "0.05")]
    [InlineData("0.0999999", "0.10")]
    [InlineData("0.123456", "0.1235")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("1000000000000", "1000000000000.00")]
    [InlineData("0", "0.00")]
    public void Small_prices_keep_the_digits_that_count(string price, string shown) =>
        Assert.Equal(shown, Figures.Price(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Prices_a_world_apart_have_a_change_and_no_percentage()
    {
        PriceRow[] rows = [new(new DateOnly(2026, 11, 18), null, null, null, 1e-20m, null), new(new DateOnly(2026, 11, 19), null, null, null, 9e17m, null)];

        var figures = QuoteFigures.Weekly("A", Prices(rows));

        Assert.Equal(9e17m - 1e-20m, figures.Change);
        Assert.Equal(("–", "–", "–"), (Figures.Percent(figures.Percent), Figures.Range(figures.Low, figures.High), Figures.Volume(figures.Volume)));
    }

    [Fact]
    public void Volumes_beyond_all_counting_are_not_summed() =>
        Assert.Null(QuoteFigures.Weekly("A", Prices([.. Enumerable.Range(1, 20).Select(static day => new PriceRow(new DateOnly(2026, 11, day), 1, 1, 1, 1, long.MaxValue))])).Volume);

    [Fact]
    public void Figures_are_written_the_same_under_any_culture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal("1053.40", Figures.Price(1053.4m));
            Assert.Equal("90.0273", Figures.Price(90.0273m));
            Assert.Equal("-1.50", Figures.Change(-1.5m));
            Assert.Equal("+8.90%", Figures.Percent(8.9m));
            Assert.Equal("25,643,711", Figures.Volume(25_643_711));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }
}
