using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Nanobot.Samples.Feeds.News;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Quotes.Providers;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Samples;

public sealed class FeedsTests
{
    [Theory]
    [InlineData("AAPL")]
    [InlineData("TSLA")]
    [InlineData("MSFT")]
    [InlineData("NVDA")]
    [InlineData("GOOGL")]
    [InlineData("googl")]
    public async Task Sample_prices_pass_the_strict_reader_and_say_that_they_are_samples(string symbol)
    {
        await using var feeds = new WebApplicationFactory<SampleNews>();
        using var response = await feeds.CreateClient().GetAsync($"/quotes/{symbol}.csv");

        var prices = PriceFile.Parse(new SourceDocument(await response.Content.ReadAsByteArrayAsync(), response.RequestMessage!.RequestUri!), DateOnly.FromDateTime(DateTime.UtcNow));
        var rows = prices.Rows;
        Assert.Empty(prices.Remarks);
        Assert.Equal(250, rows.Count);
        Assert.True(rows[^1].Date.DayNumber >= DateOnly.FromDateTime(DateTime.UtcNow).DayNumber - 4);
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("X-Sample-Data")));
    }

    [Fact]
    public async Task Sample_prices_are_the_same_as_JSON_and_are_not_sent_again_to_who_has_them()
    {
        await using var feeds = new WebApplicationFactory<SampleNews>();
        using var client = feeds.CreateClient();
        var (csv, today) = (await client.GetByteArrayAsync("/quotes/AAPL.csv"), DateOnly.FromDateTime(DateTime.UtcNow));

        using var json = await client.GetAsync("/quotes/AAPL.json");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/quotes/AAPL.json") { Headers = { IfNoneMatch = { json.Headers.ETag! } } };
        using var again = await client.SendAsync(request);

        var read = JsonPrices.Parse(new SourceDocument(await json.Content.ReadAsByteArrayAsync(), new Uri("http://feeds/")), ProviderShape.Find("json")!.Json!, today);
        Assert.Equal(PriceFile.Parse(new SourceDocument(csv, new Uri("http://feeds/")), today).Rows, read.Rows);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task A_day_keeps_its_sample_price()
    {
        await using var feeds = new WebApplicationFactory<SampleNews>();
        using var client = feeds.CreateClient();

        Assert.Equal(await client.GetStringAsync("/quotes/AAPL.csv"), await client.GetStringAsync("/quotes/aapl.CSV"));
    }

    [Theory]
    [InlineData("/feeds/markets.atom")]
    [InlineData("/feeds/technology.rss")]
    public async Task Sample_feeds_are_feeds(string path)
    {
        await using var feeds = new WebApplicationFactory<SampleNews>();

        var feed = FeedParser.Parse(new SourceDocument(await feeds.CreateClient().GetByteArrayAsync(path), new Uri("http://feeds" + path)), DateTimeOffset.UtcNow);

        var headlines = feed.Headlines;
        Assert.Empty(feed.Remarks);
        Assert.StartsWith("Sample ", feed.Title, StringComparison.Ordinal);
        Assert.Equal(5, headlines.Count);
        Assert.All(headlines, headline => Assert.NotNull(headline.Link));
        Assert.All(headlines, headline => Assert.NotNull(headline.Published));
    }

    [Fact]
    public async Task Real_files_are_served_as_they_are_and_nothing_else_is()
    {
        var directory = Directory.CreateTempSubdirectory("feeds-");
        try
        {
            const string text = "Date,Open,High,Low,Close,Volume\n2026-11-19,1,2,1,1.5,10\n";
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "REAL.csv"), text);
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "note.txt"), "private");
            await using var feeds = new WebApplicationFactory<SampleNews>().WithWebHostBuilder(host => host.UseSetting("Quotes:Directory", directory.FullName));
            using var client = feeds.CreateClient();

            Assert.Equal(text, await client.GetStringAsync("/quotes/REAL.csv"));
            Assert.Equal("REAL\n", await client.GetStringAsync("/quotes"));
            foreach (var path in new[] { "/quotes/AAPL.csv", "/quotes/note.txt", "/quotes/..%2FREAL.csv", "/quotes/%2e%2e%2f%2e%2e%2fetc%2fpasswd.csv", "/quotes/..csv", "/quotes/.csv", "/quotes/REAL" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
