using System.Text;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Evidence;

public sealed class PriceFileTests
{
    private static PriceList Parse(string text) =>
        PriceFile.Parse(new SourceDocument(Encoding.UTF8.GetBytes(text), new Uri("http://quotes.example/A.csv")), new DateOnly(2026, 11, 26));

    [Fact]
    public void Every_column_is_read_as_it_stands() => Assert.Equal(
        [new PriceRow(new DateOnly(2026, 11, 18), 1.5m, 2.25m, 1m, 2m, 10), new PriceRow(new DateOnly(2026, 11, 19), 2m, 3m, 2m, 2.5m, 0)],
        Parse("Date,Open,High,Low,Close,Volume\n2026-11-18,1.5,2.25,1,2,10\n2026-11-19,2,3,2,2.5,0\n").Rows);

    [Fact]
    public void What_is_wrong_is_said_in_both_languages()
    {
        var reason = Assert.Throws<MalformedQuotesException>(() => Parse("Date,Close\n2026-11-19,oops\n")).Reason;

        Assert.Equal(new Wording("第 2 行：Close 不是数字", "line 2: Close is not a number"), reason);
    }
}
