using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Tests.Evidence;

public sealed class PriceFileTests
{
    private const string Header = "Date,Open,High,Low,Close,Volume\n";

    [Fact]
    public void Rows_are_read_as_they_stand_with_either_line_ending_and_a_byte_order_mark()
    {
        var rows = PriceFile.Parse("\uFEFFDate,Open,High,Low,Close,Volume\r\n2026-11-18,1.5,2.25,1,2,10\r\n2026-11-19,2,3,2,2.5,0\r\n\r\n");

        Assert.Equal([new PriceRow(new DateOnly(2026, 11, 18), 1.5m, 2.25m, 1m, 2m, 10), new PriceRow(new DateOnly(2026, 11, 19), 2m, 3m, 2m, 2.5m, 0)], rows);
    }

    [Theory]
    [InlineData("", "line 1: the header is not Date,Open,High,Low,Close,Volume")]
    [InlineData("<html>sign in</html>", "line 1: the header is not Date,Open,High,Low,Close,Volume")]
    [InlineData("date,open,high,low,close,volume\n2026-11-19,1,1,1,1,1", "line 1: the header is not Date,Open,High,Low,Close,Volume")]
    [InlineData(Header, "line 2: there are no prices")]
    [InlineData(Header + "2026-11-18,1,1,1,1,1\n2026-11-19,1,1,1,n/a,1\n", "line 3: Close is not a number")]
    [InlineData(Header + "2026-11-18,1,1,1,1\n", "line 2: 5 fields instead of 6")]
    [InlineData(Header + "18.11.2026,1,1,1,1,1\n", "line 2: Date is not a date (yyyy-MM-dd)")]
    [InlineData(Header + "2026-02-30,1,1,1,1,1\n", "line 2: Date is not a date (yyyy-MM-dd)")]
    [InlineData(Header + "2026-11-18,1e3,1,1,1,1\n", "line 2: Open is not a number")]
    [InlineData(Header + "2026-11-18,NaN,1,1,1,1\n", "line 2: Open is not a number")]
    [InlineData(Header + "2026-11-18,1,-1,1,1,1\n", "line 2: High is not a number")]
    [InlineData(Header + "2026-11-18,1,1,0,1,1\n", "line 2: Low is not a price above 0")]
    [InlineData(Header + "2026-11-18,1,99999999999999999999999999999999999999,1,1,1\n", "line 2: High is not a number")]
    [InlineData(Header + "2026-11-18,1,1,1,1,1.5\n", "line 2: Volume is not a whole number")]
    [InlineData(Header + "2026-11-18,1,1,2,1,1\n", "line 2: Low is above High")]
    [InlineData(Header + "2026-11-18,1,2,1,3,1\n", "line 2: Close is not between Low and High")]
    [InlineData(Header + "2026-11-19,1,1,1,1,1\n2026-11-18,1,1,1,1,1\n", "line 3: Date is not after that of the line before")]
    [InlineData(Header + "2026-11-19,1,1,1,1,1\n2026-11-19,1,1,1,1,1\n", "line 3: Date is not after that of the line before")]
    [InlineData(Header + "2026-11-18,1,1,1,1,1\n\n2026-11-19,1,1,1,1,1\n", "line 3: 1 fields instead of 6")]
    public void A_malformed_file_is_named_with_line_and_reason(string text, string reason) =>
        Assert.Equal(reason, Assert.Throws<MalformedQuotesException>(() => PriceFile.Parse(text)).Message);
}
