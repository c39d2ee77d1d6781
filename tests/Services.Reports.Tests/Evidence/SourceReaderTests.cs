using Microsoft.AspNetCore.Http;
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

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        Peer.Answer("/feed", http =>
        {
            http.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        Peer.Answer("/elsewhere", Peer.Rss(("News", "https://news.example.com/1")));

        Assert.Equal("answered 302; redirects are not followed", await FailureAsync("/feed"));
        Assert.DoesNotContain(Peer.Seen, seen => seen.Path == "/elsewhere");
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
        var gathered = await Gatherer("http://127.0.0.1:1/{symbol}.csv").GatherAsync(["A"], "daily", CancellationToken.None);

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
}
