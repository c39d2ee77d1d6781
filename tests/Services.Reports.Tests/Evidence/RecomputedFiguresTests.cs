using System.Globalization;
using System.Text;
using System.Text.Json;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>
/// Figures at many days of price files, computed anew by PostgreSQL. <c>NANOBOT_PRICE_FILES</c> names a directory of real files (Date, Open, High, Low, Close, Volume) to do the same with.
/// </summary>
public sealed class RecomputedFiguresTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    private const int Every = 37;

    // Each row with what the rows up to it come to.
    private const string Recompute = """
        with files as (select * from json_to_recordset('{0}') as row (n int, d date, h numeric, l numeric, c numeric, v numeric)),
        returns as (select *, ln(c / lag(c) over (order by n)) as r from files)
        select format('%s|%s|%s|%s|%s|%s|%s|%s|%s', n,
            case when n >= 5 then round(avg(c) over five, 8) end, case when n >= 20 then round(avg(c) over twenty, 8) end, case when n >= 50 then round(avg(c) over fifty, 8) end,
            case when n >= 200 then round(avg(c) over hundreds, 8) end, case when n >= 20 then round(avg(v) over twenty) end,
            case when n >= 21 then round(stddev_samp(r) over twenty * sqrt(252::numeric) * 100, 2) end,
            case when (select min(d) from files) <= d - interval '1 year' + interval '8 days' then round((select min(l) from files y where y.d <= returns.d and y.d > returns.d - interval '1 year'), 8) end,
            case when (select min(d) from files) <= d - interval '1 year' + interval '8 days' then round((select max(h) from files y where y.d <= returns.d and y.d > returns.d - interval '1 year'), 8) end)
        from returns
        window five as (order by n rows 4 preceding), twenty as (order by n rows 19 preceding), fifty as (order by n rows 49 preceding), hundreds as (order by n rows 199 preceding)
        order by n
        """;

    [Fact]
    public async Task They_are_what_the_database_comes_to()
    {
        var files = Environment.GetEnvironmentVariable("NANOBOT_PRICE_FILES") is { Length: > 0 } directory
            ? Directory.EnumerateFiles(directory, "*.csv").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList()
            : [Walk(1), Walk(2)];
        Assert.NotEmpty(files);
        _ = suite.Services;
        var compared = 0;
        foreach (var text in files)
        {
            var prices = PriceFile.Parse(new SourceDocument(Encoding.UTF8.GetBytes(text), new Uri("http://prices.example/")), new DateOnly(2030, 1, 1));
            var rows = prices.Rows;
            var json = JsonSerializer.Serialize(rows.Select((row, index) => new { n = index + 1, d = row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), h = row.High, l = row.Low, c = row.Close, v = row.Volume }));
            var lines = await suite.LinesAsync(Recompute.Replace("{0}", json, StringComparison.Ordinal));
            for (var day = 1; day <= rows.Count; day += Every)
            {
                var known = QuoteFigures.Daily("A", prices with { Rows = [.. rows.Take(day)] }).Statistics!;
                Assert.Equal(lines[day - 1], string.Create(CultureInfo.InvariantCulture,
                    $"{day}|{Eight(known.Average5)}|{Eight(known.Average20)}|{Eight(known.Average50)}|{Eight(known.Average200)}|{known.AverageVolume}|{known.Volatility:0.00}|{Eight(known.YearLow)}|{Eight(known.YearHigh)}"));
                compared++;
            }
        }

        Assert.True(compared >= 20, $"Only {compared} days were compared.");
    }

    private static string Eight(decimal? value) => value?.ToString("0.00000000", CultureInfo.InvariantCulture) ?? "";

    private static string Walk(int seed)
    {
        var (random, close, text, rows) = (new Random(seed), 10_000, new StringBuilder("Date,Open,High,Low,Close,Volume\n"), 0);
        for (var date = new DateOnly(2025, 1, 1); rows < 500; date = date.AddDays(1))
        {
            if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            var open = close;
            close = Math.Max(1000, close + random.Next(-300, 310));
            rows++;
            text.Append(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd},{open / 100m},{(Math.Max(open, close) + random.Next(100)) / 100m},{(Math.Min(open, close) - random.Next(90)) / 100m},{close / 100m},{random.Next(1_000_000)}\n");
        }

        return text.ToString();
    }
}
