using System.Globalization;
using System.Text;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Quotes.Providers;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>Prices in the shapes of JSON that public providers have, and what is none.</summary>
public sealed class JsonPricesTests
{
    private static readonly DateOnly Today = new(2026, 11, 27);

    public static TheoryData<string, string> Shapes => new()
    {
        { "json", """[{"date":"2026-11-23","open":100.5,"high":102,"low":100,"close":101,"volume":1100},{"date":"2026-11-24","open":101,"high":103,"low":100.5,"close":102.01,"volume":1200}]""" },
        {
            "alpha-vantage", """
            {"Meta Data":{"2. Symbol":"X"},"Time Series (Daily)":{
              "2026-11-24":{"1. open":"101.0000","2. high":"103.0000","3. low":"100.5000","4. close":"102.0100","5. volume":"1200"},
              "2026-11-23":{"1. open":"100.5000","2. high":"102.0000","3. low":"100.0000","4. close":"101.0000","5. volume":"1100"}}}
            """
        },
        {
            "alpha-vantage-adjusted", """
            {"Time Series (Daily)":{"2026-11-24":{"1. open":"101","2. high":"103","3. low":"100.5","4. close":"102.01","5. adjusted close":"102.01","6. volume":"1200","8. split coefficient":"1.0"},
            "2026-11-23":{"1. open":"100.5","2. high":"102","3. low":"100","4. close":"101","5. adjusted close":"101","6. volume":"1100","8. split coefficient":"1.0"}}}
            """
        },
        {
            "yahoo-chart", """
            {"chart":{"result":[{"meta":{"currency":"USD","gmtoffset":-18000},"timestamp":[1795442400,1795528800],
            "indicators":{"quote":[{"open":[100.5,101],"high":[102,103],"low":[100,100.5],"close":[101,102.01],"volume":[1100,1200]}],"adjclose":[{"adjclose":[101,102.01]}]}}],"error":null}}
            """
        },
        {
            "twelve-data", """
            {"meta":{"symbol":"X","currency":"USD"},"values":[{"datetime":"2026-11-24","open":"101","high":"103","low":"100.5","close":"102.01","volume":"1200"},
            {"datetime":"2026-11-23","open":"100.5","high":"102","low":"100","close":"101","volume":"1100"}],"status":"ok"}
            """
        },
        { "finnhub", """{"c":[101,102.01],"h":[102,103],"l":[100,100.5],"o":[100.5,101],"s":"ok","t":[1795392000,1795478400],"v":[1100,1200]}""" },
        {
            "tiingo", """
            [{"date":"2026-11-23T00:00:00.000Z","close":101,"high":102,"low":100,"open":100.5,"volume":1100,"adjClose":101,"divCash":0.0,"splitFactor":1.0},
            {"date":"2026-11-24T00:00:00.000Z","close":102.01,"high":103,"low":100.5,"open":101,"volume":1200,"adjClose":102.01,"divCash":0.0,"splitFactor":1.0}]
            """
        },
        { "polygon", """{"ticker":"X","resultsCount":2,"results":[{"v":1100.0,"o":100.5,"c":101,"h":102,"l":100,"t":1795410000000},{"v":1.2e3,"o":101,"c":102.01,"h":103,"l":100.5,"t":1795496400000}]}""" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Each_providers_shape_is_read(string shape, string text) =>
        Assert.Equal(["2026-11-23 100.5 102 100 101 1100", "2026-11-24 101 103 100.5 102.01 1200"], Read(shape, text).Rows.Select(Shown));

    [Fact]
    public void The_currency_and_the_exchanges_day_are_heard()
    {
        // Ten in the morning in Sydney is the evening before in UTC.
        var prices = Read("yahoo-chart", """
            {"chart":{"result":[{"meta":{"currency":"AUD","gmtoffset":39600},"timestamp":[1795474800],"indicators":{"quote":[{"open":[1],"high":[1],"low":[1],"close":[1],"volume":[1]}]}}]}}
            """);

        Assert.Equal(("AUD", new DateOnly(2026, 11, 24)), (prices.Currency, Assert.Single(prices.Rows).Date));
    }

    [Fact]
    public void Each_day_says_where_it_stands_and_what_stands_there()
    {
        var prices = Read("alpha-vantage", """{"Time Series (Daily)":{"2026-11-24":{"1. open":"1","2. high":"1","3. low":"1","4. close":"1","5. volume":"1"}}}""");

        var row = Assert.Single(prices.Origins[new DateOnly(2026, 11, 24)]);
        Assert.Equal((1, "/Time Series (Daily)/2026-11-24", "\"2026-11-24\": {\"1. open\":\"1\",\"2. high\":\"1\",\"3. low\":\"1\",\"4. close\":\"1\",\"5. volume\":\"1\"}"), (row.Line, row.Pointer, row.Text));
    }

    [Theory]
    [InlineData("""{"t":[1795392000,1795478400],"c":[1,null],"o":[1,null],"h":[1,null],"l":[1,null],"v":[1,null]}""", "1 row without a price passed over (line 2)")]
    [InlineData("""{"t":[1795392000,1795392000],"c":[1,2],"v":[1,1]}""", null)]
    public void A_day_without_a_price_is_passed_over_and_contradicting_ones_are_none(string text, string? remark)
    {
        if (remark is null)
        {
            Assert.Throws<MalformedQuotesException>(() => Read("finnhub", text));
            return;
        }

        var prices = Read("finnhub", text);
        Assert.Single(prices.Rows);
        Assert.Equal(remark, Assert.Single(prices.Remarks).En);
    }

    [Theory]
    [InlineData("json", "", "is empty")]
    [InlineData("json", "{", "is not JSON")]
    [InlineData("json", "<html>", "is a web page, not a price file")]
    [InlineData("json", "[]", "line 1: there are no prices")]
    [InlineData("json", "{}", "has no /date, where its prices should be")]
    [InlineData("json", "3", "has no /date, where its prices should be")]
    [InlineData("json", """[{"date":"2026-11-23","close":"x"}]""", "/0: Close is not a number")]
    [InlineData("json", """[{"date":"2026-11-23","close":true}]""", "/0: Close is not a number")]
    [InlineData("json", """[{"date":"2026-11-23","close":{"raw":1}}]""", "/0: Close is not a number")]
    [InlineData("json", """[{"date":"2026-11-23","close":-1}]""", "/0: Close is not a number")]
    [InlineData("json", """[{"date":"2026-11-23","close":1e20}]""", "/0: Close is not a price above 0")]
    [InlineData("json", """[{"date":"soon","close":1}]""", "/0: Date is not a date (yyyy-MM-dd)")]
    [InlineData("json", """[{"date":"2026-11-23","close":1,"high":0.5}]""", "/0: Close is not between Low and High")]
    [InlineData("finnhub", """{"s":"no_data"}""", "has no /t, where its prices should be")]
    [InlineData("finnhub", """{"t":[1795392000],"c":[1,2]}""", "its columns are not equally long")]
    [InlineData("alpha-vantage", """{"Note":"Thank you for using our key SECRET"}""", "has no /Time Series (Daily), where its prices should be")]
    [InlineData("yahoo-chart", """{"chart":{"result":null,"error":{"code":"Not Found"}}}""", "has no /chart/result/0, where its prices should be")]
    public void What_is_none_is_refused_with_the_place(string shape, string text, string why) =>
        Assert.Equal(why, Assert.Throws<MalformedQuotesException>(() => Read(shape, text)).Reason.En);

    [Fact]
    public void Depth_and_rows_have_bounds()
    {
        Assert.Equal("is not JSON", Assert.Throws<MalformedQuotesException>(() => Read("json", new string('[', 100) + new string(']', 100))).Reason.En);
        Assert.Equal("has more than 20000 rows", Assert.Throws<MalformedQuotesException>(() => Read("json", "[" + string.Join(',', Enumerable.Repeat("{}", 20_001)) + "]")).Reason.En);
    }

    private static PriceList Read(string shape, string text) =>
        JsonPrices.Parse(new SourceDocument(Encoding.UTF8.GetBytes(text), new Uri("http://prices.example/")), ProviderShape.Find(shape)!.Json!, Today);

    private static string Shown(PriceRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Date:yyyy-MM-dd} {row.Open:0.###} {row.High:0.###} {row.Low:0.###} {row.Close:0.###} {row.Volume}");
}
