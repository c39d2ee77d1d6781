using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>What is asked of a source, and how long and how much of it is waited for.</summary>
public sealed class SourceReaderTests : GatheringTests
{
    [Fact]
    public async Task A_feed_that_answers_500_is_named()
    {
        Peer.Answer("/feed", "secret detail", status: 500);

        Assert.Equal("answered 500", await FailureAsync("/feed"));
    }

    [Fact]
    public async Task A_feed_that_hangs_is_given_up_at_the_deadline()
    {
        Peer.Answer("/feed", http => Task.Delay(Timeout.Infinite, http.RequestAborted));

        Assert.Equal("did not answer within 1 s", await FailureAsync("/feed", TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_feed_that_trickles_is_given_up_at_the_deadline()
    {
        Peer.Answer("/feed", async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.WriteAsync(" ", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(50, http.RequestAborted);
            }
        });

        Assert.Equal("did not answer within 1 s", await FailureAsync("/feed", TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_huge_feed_is_not_read_to_its_end()
    {
        Peer.Answer("/feed", async http =>
        {
            var chunk = new byte[64 * 1024];
            for (var i = 0; i < 1000 && !http.RequestAborted.IsCancellationRequested; i++)
            {
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
            }
        });

        Assert.Equal("is larger than 2 MB", await FailureAsync("/feed"));
    }

    [Theory]
    [InlineData("/elsewhere")]
    [InlineData("elsewhere")]
    public async Task A_source_that_moved_within_its_host_is_read_where_it_is(string location)
    {
        Redirect("/feed", location);
        Peer.Answer("/elsewhere", Peer.Rss(("News", "https://news.example.com/1")));

        Assert.Equal("News", Assert.Single((await GatherAsync([], "/feed")).Headlines).Title);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data", "host")]
    [InlineData("http://127.0.0.2/inside", "host")]
    [InlineData("http://localhost/inside", "host")]
    [InlineData("http://10.0.0.8/inside", "host")]
    [InlineData("http://[::1]/inside", "host")]
    [InlineData("http://example.com:22/", "port")]
    [InlineData("file:///etc/passwd", "scheme")]
    [InlineData("http://user:secret@example.com/", "user_info")]
    public async Task No_source_leads_to_where_nobody_may_look(string location, string rule)
    {
        Redirect("/feed", location);

        var failure = await FailureAsync("/feed");

        Assert.Equal(rule == "host" ? "cannot be reached: unknown host, or one outside the public network" : $"leads to an address that is not asked ({rule})", failure);
    }

    [Fact]
    public async Task Who_leads_in_a_circle_is_left_there()
    {
        Redirect("/feed", "/second");
        Redirect("/second", "/feed");

        Assert.Equal("leads on and on", await FailureAsync("/feed"));
        Assert.Equal(["/feed", "/second"], Peer.Seen.Select(static seen => seen.Path));
    }

    [Fact]
    public async Task Who_leads_on_and_on_is_followed_five_times()
    {
        Peer.Answer("/feed", http => Led(http, "/feed0"));
        for (var i = 0; i < 20; i++)
        {
            Redirect($"/feed{i}", $"/feed{i + 1}");
        }

        Assert.Equal("leads on and on", await FailureAsync("/feed"));
        Assert.Equal(6, Peer.Seen.Count);
    }

    [Fact]
    public async Task A_web_page_in_place_of_prices_is_named()
    {
        Peer.Answer("/quotes/A.csv", "<!DOCTYPE html><html><body>Please log in</body></html>", "text/html");

        Assert.Equal("is a web page, not a price file", Assert.Single((await GatherAsync(["A"])).Sources).Failure?.En);
    }

    [Fact]
    public async Task A_server_that_promises_more_than_it_sends_is_read_as_far_as_it_came_and_not_taken_for_its_whole_word()
    {
        var times = 0;
        Peer.Answer("/quotes/A.csv", async http =>
        {
            var text = "Date,Open,High,Low,Close,Volume\n" + Row + "\n2026-11-20,1,2,1,1.75,10\n";
            http.Response.Headers.ETag = "\"1\"";
            http.Response.ContentLength = Interlocked.Increment(ref times) == 1 ? text.Length + 1000 : text.Length;
            await http.Response.WriteAsync(times == 1 ? text[..^3] : text);
        });
        var gatherer = Gatherer(new EvidenceOptions { QuotesUrl = Peer.Url + "/quotes/{symbol}.csv", Feeds = [], Cache = { Failed = TimeSpan.Zero } });

        var first = Assert.Single((await gatherer.GatherAsync(new Watchlist(Stocks: ["A"]), "daily", CancellationToken.None)).Quotes);
        var second = Assert.Single((await gatherer.GatherAsync(new Watchlist(Stocks: ["A"]), "daily", CancellationToken.None)).Quotes);

        Assert.Equal((1.5m, 1.75m), (first.Close, second.Close));
        Assert.DoesNotContain(Peer.Seen, static seen => seen.Headers.ContainsKey("If-None-Match"));
    }

    [Theory]
    [InlineData("application/rss+xml")]
    [InlineData("text/xml")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    public async Task Loosely_named_media_types_are_accepted(string mediaType)
    {
        Peer.Answer("/feed", Peer.Rss(("News", "https://news.example.com/1")), mediaType);

        Assert.Single((await GatherAsync([], "/feed")).Headlines);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/pdf")]
    public async Task Other_media_types_are_refused(string mediaType)
    {
        Peer.Answer("/feed", Peer.Rss(("News", "https://news.example.com/1")), mediaType);

        Assert.Equal($"answered with {mediaType}", await FailureAsync("/feed"));
    }

    [Fact]
    public async Task An_unreachable_source_is_named()
    {
        var gathered = await Gatherer("http://127.0.0.1:1/{symbol}.csv").GatherAsync(new Watchlist(Stocks: ["A"]), "daily", CancellationToken.None);

        Assert.Equal("cannot be reached", Assert.Single(gathered.Sources).Failure?.En);
    }

    [Fact]
    public async Task Symbols_are_escaped_and_no_identity_travels()
    {
        await GatherAsync(["^GSPC"]);

        var seen = Assert.Single(Peer.Seen);
        Assert.Equal("/quotes/^GSPC.csv", seen.Path);
        Assert.DoesNotContain(seen.Headers.Keys, header => header.StartsWith("X-", StringComparison.OrdinalIgnoreCase) || header is "Authorization" or "Cookie");
    }

    [Theory]
    [InlineData("^GSPC")]
    [InlineData("EURUSD=X")]
    [InlineData("BRK.B")]
    [InlineData("0700.HK")]
    [InlineData("600519.SS")]
    [InlineData("BF-B")]
    public async Task A_symbol_arrives_as_it_is(string symbol)
    {
        Peer.Quotes(symbol, Row);

        Assert.Equal(symbol, Assert.Single((await GatherAsync([symbol])).Quotes).Symbol);
        Assert.Equal($"/quotes/{symbol}.csv", Uri.UnescapeDataString(Assert.Single(Peer.Seen).Path));
    }

    private void Redirect(string from, string to) => Peer.Answer(from, http => Led(http, to));

    private static Task Led(HttpContext http, string to)
    {
        http.Response.StatusCode = StatusCodes.Status302Found;
        http.Response.Headers.Location = to;
        return Task.CompletedTask;
    }
}
