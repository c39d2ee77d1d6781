using System.Text;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>What is compared across splits, and what is not.</summary>
public sealed class SplitTests
{
    private static readonly DateOnly Today = new(2026, 11, 27);

    [Fact]
    public void Adjusted_closes_are_compared_and_what_was_paid_is_said()
    {
        var quote = Daily("Date,Open,High,Low,Close,Adj Close,Volume\n2026-11-23,400,404,396,400,100,10\n2026-11-24,101,102,100,101,101,40\n");

        Assert.Equal((101m, 100m, 1m, 1m, 400m), (quote.Close, quote.Base, quote.Change, quote.Percent, quote.BasePaid));
        Assert.Equal((99m, 102m), (quote.Low, quote.High));
        Assert.Null(quote.Split);
        Assert.Contains("; compared by adjusted closes (paid: 400.00)", Line(quote), StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_that_the_source_names_is_taken_off()
    {
        var quote = Daily("Date,Open,High,Low,Close,Volume,Stock Splits\n2026-11-23,400,404,396,400,10,0.0\n2026-11-24,101,102,100,101,40,4.0\n");

        Assert.Equal((100m, 1m, 400m, "4:1"), (quote.Base, quote.Percent, quote.BasePaid, quote.Split?.Ratio));
        Assert.Equal((99m, 102m), (quote.Low, quote.High));
        Assert.Contains("; compared after the split 4:1 of 2026-11-24 (paid: 400.00)", Line(quote), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4:1")]
    [InlineData("4/1")]
    [InlineData("4 for 1")]
    public void Ratios_are_read_as_people_write_them(string ratio) =>
        Assert.Equal("4:1", Daily($"Date,Close,Split\n2026-11-23,400,\n2026-11-24,101,{ratio}\n").Split?.Ratio);

    [Fact]
    public void A_split_that_the_closes_do_not_show_is_off_them_already()
    {
        var quote = Daily("Date,Close,Stock Splits\n2026-11-23,100,0\n2026-11-24,101,4\n");

        Assert.Equal((100m, 1m, null), (quote.Base, quote.Percent, quote.BasePaid));
    }

    [Theory]
    [InlineData("200", "101", "2:1")]
    [InlineData("200", "66", "3:1")]
    [InlineData("150", "101", "3:2")]
    [InlineData("500", "102", "5:1")]
    [InlineData("1000", "99", "10:1")]
    [InlineData("2000", "101", "20:1")]
    [InlineData("10", "101", "1:10")]
    [InlineData("50", "101", "1:2")]
    public void A_jump_that_looks_like_a_split_is_named_and_no_move_is_claimed_across_it(string before, string after, string ratio)
    {
        var quote = Daily($"Date,Close\n2026-11-20,{before}\n2026-11-23,{before}\n2026-11-24,{after}\n");

        Assert.Equal((null, null, null, null), (quote.Base, quote.Change, quote.Percent, quote.Low));
        Assert.Equal(new QuoteSplit(new DateOnly(2026, 11, 24), ratio), quote.SuspectedSplit);
        Assert.EndsWith($"; possibly a split {ratio} on 2026-11-24, earlier prices are not compared", Line(quote), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100,101,90,91", "100,100,52,53")] // Fell within the day: opened where it had closed
    [InlineData("100,101,99,100", "90,90,70,71")]
    [InlineData("100,101,99,100", "130,131,120,125")]
    public void A_fall_within_the_day_is_none(string before, string after)
    {
        var quote = Daily($"Date,Open,High,Low,Close\n2026-11-23,{before}\n2026-11-24,{after}\n");

        Assert.Null(quote.SuspectedSplit);
        Assert.NotNull(quote.Percent);
    }

    [Fact]
    public void Days_behind_a_jump_are_compared_with_each_other_as_ever()
    {
        var quote = Daily("Date,Close\n2026-11-20,200\n2026-11-23,100\n2026-11-24,101\n");

        Assert.Equal((100m, 1m, null), (quote.Base, quote.Percent, quote.SuspectedSplit));
        Assert.Equal([100m, 101m], quote.Closes.Select(static day => day.Close));
    }

    [Fact]
    public void Adjusted_closes_with_gaps_are_not_used_and_that_is_said()
    {
        var prices = Read("Date,Close,Adj Close\n2026-11-23,400,null\n2026-11-24,101,101\n");

        Assert.Equal("its adjusted closes are missing or no prices in some rows, and are not used", Assert.Single(prices.Remarks).En);
        Assert.Equal("4:1", QuoteFigures.Daily("A", prices).SuspectedSplit?.Ratio);
    }

    [Fact]
    public void Prices_in_two_currencies_are_refused_and_one_is_shown()
    {
        Assert.Equal("it has prices in several currencies", Assert.Throws<MalformedQuotesException>(() => Read("Date,Close,Currency\n2026-11-23,1,USD\n2026-11-24,1,HKD\n")).Reason.En);
        Assert.StartsWith("A closed at 1.00 HKD on 2026-11-24", Line(Daily("Date,Close,Currency\n2026-11-23,1,HKD\n2026-11-24,1,hkd\n")), StringComparison.Ordinal);
    }

    private static PriceList Read(string text) => PriceFile.Parse(new SourceDocument(Encoding.UTF8.GetBytes(text), new Uri("http://prices.example/")), Today);

    private static QuoteFigures Daily(string text) => QuoteFigures.Daily("A", Read(text));

    private static string Line(QuoteFigures quote) => EvidenceLines.Of(ReportLanguage.English, "daily", [quote], [], TimeZoneInfo.Utc)[0];
}
