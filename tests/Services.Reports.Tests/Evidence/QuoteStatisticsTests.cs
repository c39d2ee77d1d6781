using System.Globalization;
using System.Text;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>Averages, ranges and volatility, computed anew from the rows in another way.</summary>
public sealed class QuoteStatisticsTests
{
    private static readonly DateOnly Today = new(2026, 11, 27);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void They_are_what_the_rows_come_to(int seed)
    {
        var rows = Walk(seed, 400);

        var quote = QuoteFigures.Daily("A", Read(rows));

        var closes = rows.ConvertAll(static row => row.Close);
        var statistics = quote.Statistics!;
        Assert.Equal([Mean(closes, 5), Mean(closes, 20), Mean(closes, 50), Mean(closes, 200)], new[] { statistics.Average5, statistics.Average20, statistics.Average50, statistics.Average200 });
        var year = rows.FindAll(row => row.Date > rows[^1].Date.AddYears(-1));
        Assert.Equal((year.ConvertAll(static row => row.Low).Min(), year.ConvertAll(static row => row.High).Max()), (statistics.YearLow, statistics.YearHigh));
        Assert.Equal((long)decimal.Round(rows.TakeLast(20).Aggregate(0m, static (sum, row) => sum + row.Volume) / 20m, MidpointRounding.AwayFromZero), statistics.AverageVolume);
        Assert.Equal(Volatility(closes), (double)statistics.Volatility!.Value, 0.005 + 1e-9);
    }

    [Fact]
    public void A_known_row_has_a_known_volatility()
    {
        // Up by a tenth and back: returns of ln 1.1 and -ln 1.1 in turns, whose mean is 0. sqrt(20/19) * ln 1.1 * sqrt(252) = 155.23 %.
        var text = "Date,Close\n" + string.Concat(Enumerable.Range(0, 21).Select(static day => string.Create(CultureInfo.InvariantCulture, $"{new DateOnly(2026, 10, 1).AddDays(day):yyyy-MM-dd},{(day % 2 == 0 ? 100 : 110)}\n")));

        Assert.Equal(155.23m, QuoteFigures.Daily("A", Read(text)).Statistics!.Volatility);
    }

    [Theory]
    [InlineData(4, false, false, false)]
    [InlineData(5, true, false, false)]
    [InlineData(20, true, true, false)]
    [InlineData(21, true, true, true)]
    public void Where_there_are_not_days_enough_nothing_is_said(int days, bool five, bool twenty, bool volatility)
    {
        var statistics = QuoteFigures.Daily("A", Read(Walk(9, days))).Statistics!;

        Assert.Equal((five, twenty, volatility, false), (statistics.Average5 is not null, statistics.Average20 is not null, statistics.Volatility is not null, statistics.YearLow is not null));
    }

    [Fact]
    public void Nothing_reaches_across_what_may_be_a_split()
    {
        var rows = Walk(3, 400);
        var split = rows.Select((row, index) => index < 390 ? row with { Open = row.Open * 4, High = row.High * 4, Low = row.Low * 4, Close = row.Close * 4 } : row).ToList();

        var statistics = QuoteFigures.Daily("A", Read(split)).Statistics!;

        Assert.Equal(Mean(rows.ConvertAll(static row => row.Close), 5), statistics.Average5);
        Assert.Equal((null, null, null, null), (statistics.Average20, statistics.YearLow, statistics.Volatility, statistics.AverageVolume));
    }

    [Fact]
    public void An_index_is_compared_between_the_same_days()
    {
        var quote = QuoteFigures.Daily("A", Read("Date,Close\n2026-11-23,100\n2026-11-25,103\n"));
        var index = Read("Date,Close\n2026-11-23,1000\n2026-11-24,2\n2026-11-25,1010\n");

        var compared = quote.Against("^GSPC", index);

        Assert.Equal(new QuoteBenchmark("^GSPC", 1m, 2m), compared.Benchmark);
        Assert.Contains("; ^GSPC +1.00%, a difference of +2.00 points", Line(compared), StringComparison.Ordinal);
        Assert.Null(quote.Against("^GSPC", Read("Date,Close\n2026-11-23,1000\n2026-11-24,1010\n")).Benchmark);
    }

    [Fact]
    public void A_line_says_what_is_known_in_the_reports_language()
    {
        var quote = QuoteFigures.Daily("A", Read(Walk(1, 400)));

        Assert.Matches(@"; 20-day average [0-9.]+, 50-day average [0-9.]+, 200-day average [0-9.]+; 52-week range [0-9.]+ – [0-9.]+; 20-day average volume [0-9,]+; volatility [0-9.]+% a year\z", Line(quote));
        Assert.Matches(@"；20日均价 [0-9.]+、50日均价 [0-9.]+、200日均价 [0-9.]+；52周区间 [0-9.]+ – [0-9.]+；20日平均成交量 [0-9,]+；年化波动率 [0-9.]+%\z",
            EvidenceLines.Of(ReportLanguage.Chinese, "daily", [quote], [], TimeZoneInfo.Utc)[0]);
    }

    private static decimal? Mean(List<decimal> closes, int days)
    {
        var sum = 0m;
        foreach (var close in closes.TakeLast(days))
        {
            sum += close;
        }

        return closes.Count < days ? null : decimal.Round(sum / days, 8, MidpointRounding.AwayFromZero);
    }

    // By the other formula of the variance: the mean of squares less the square of the mean.
    private static double Volatility(List<decimal> closes)
    {
        var (sum, squares) = (0d, 0d);
        for (var i = closes.Count - 20; i < closes.Count; i++)
        {
            var one = Math.Log((double)(closes[i] / closes[i - 1]));
            (sum, squares) = (sum + one, squares + (one * one));
        }

        return Math.Sqrt((squares - (sum * sum / 20)) / 19 * 252) * 100;
    }

    private static List<Day> Walk(int seed, int days)
    {
        var (random, close, rows) = (new Random(seed), 10_000, new List<Day>());
        for (var date = new DateOnly(2025, 1, 1); rows.Count < days; date = date.AddDays(1))
        {
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                var open = close;
                close = Math.Max(100, close + random.Next(-300, 310));
                rows.Add(new Day(date, open / 100m, (Math.Max(open, close) + random.Next(100)) / 100m, (Math.Min(open, close) - random.Next(90)) / 100m, close / 100m, random.Next(1_000_000)));
            }
        }

        return rows;
    }

    private static PriceList Read(List<Day> rows) => Read("Date,Open,High,Low,Close,Volume\n" + string.Concat(rows.Select(static row =>
        string.Create(CultureInfo.InvariantCulture, $"{row.Date:yyyy-MM-dd},{row.Open},{row.High},{row.Low},{row.Close},{row.Volume}\n"))));

    private static PriceList Read(string text) => PriceFile.Parse(new SourceDocument(Encoding.UTF8.GetBytes(text), new Uri("http://prices.example/")), Today);

    private static string Line(QuoteFigures quote) => EvidenceLines.Of(ReportLanguage.English, "daily", [quote], [], TimeZoneInfo.Utc)[0];

    private sealed record Day(DateOnly Date, decimal Open, decimal High, decimal Low, decimal Close, long Volume);
}
