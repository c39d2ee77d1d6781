using Microsoft.Extensions.Configuration;
using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>What is gathered of all sources together.</summary>
public sealed class EvidenceGathererTests : GatheringTests
{
    [Fact]
    public async Task What_can_be_had_is_gathered_and_what_cannot_is_named()
    {
        Peer.Quotes("GOOD", Row);
        Peer.Quotes("BAD", Row, "2026-11-20,1,1,1,?,1");
        Peer.Answer("/feed", Peer.Rss(("News", "https://news.example.com/1")), "application/rss+xml");

        var gathered = await GatherAsync(["good", "BAD", "NONE", "no/symbol", "GOOD"], "/feed", "/broken");

        Assert.Equal("GOOD", Assert.Single(gathered.Quotes).Symbol);
        Assert.Equal("News", Assert.Single(gathered.Headlines).Title);
        Assert.Equal(
            [("GOOD", null), ("BAD", "line 3: Close is not a number"), ("NONE", "there is none (404)"), ("NO/SYMBOL", "is not a ticker symbol"), ("t", null), ("127.0.0.1", "there is none (404)")],
            gathered.Sources.Select(source => (source.Name, source.Failure?.En)));
    }

    [Fact]
    public async Task Who_stops_waiting_leaves_no_fetch_running()
    {
        using var stop = new CancellationTokenSource();
        var source = new SlowToStop(TimeSpan.FromMilliseconds(200));
        var options = new EvidenceOptions { QuotesUrl = "http://sources.example/{symbol}.csv", Feeds = ["http://sources.example/slow"] };
        using var sources = new TestSources(options, handler: source);
        var gathering = sources.Gatherer(new ConfigurationBuilder().Build()).GatherAsync(new Watchlist(Stocks: ["A"]), "daily", stop.Token);
        await source.Asked(2);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gathering);
        Assert.Equal(0, source.Running);
    }

    [Fact]
    public async Task A_feed_is_called_by_configuration_by_itself_or_by_its_host_and_never_by_its_address()
    {
        Peer.Answer("/named", Peer.Rss(("a", "https://news.example.com/1")), "text/xml");
        Peer.Answer("/titled", Peer.Rss(("b", "https://news.example.com/2")), "text/xml");
        var options = new EvidenceOptions
        {
            QuotesUrl = Peer.Url + "/{symbol}", Feeds = [Peer.Url + "/named", Peer.Url + "/titled", Peer.Url + "/gone?key=secret", "http://feeds/x"], FeedNames = ["Ours"],
        };

        var gathered = await Gatherer(options, new KeyValuePair<string, string?>("services:feeds:http:0", Peer.Url)).GatherAsync(new Watchlist(), "daily", CancellationToken.None);

        Assert.Equal(["Ours", "t", "127.0.0.1", "feeds"], gathered.Sources.Select(static source => source.Name));
    }

    [Fact]
    public async Task Symbols_beyond_the_bound_are_named_as_left_out()
    {
        var gathered = await GatherAsync([.. Enumerable.Range(1, 51).Select(i => $"S{i}")]);

        Assert.Equal("left out: a report covers at most 50 symbols", gathered.Sources[50].Failure?.En);
        Assert.Equal(50, Peer.Seen.Count);
    }

    /// <summary>Never answers; the address <c>/slow</c> takes a while to notice that nobody waits any more.</summary>
    private sealed class SlowToStop(TimeSpan takes) : HttpMessageHandler
    {
        private int _asked;
        private int _running;

        public int Running => Volatile.Read(ref _running);

        public Task Asked(int times) => Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref _asked) == times));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _running);
            Interlocked.Increment(ref _asked);
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                throw new InvalidOperationException("It waits until it is cancelled.");
            }
            finally
            {
                await Task.Delay(request.RequestUri!.AbsolutePath == "/slow" ? takes : TimeSpan.Zero, CancellationToken.None);
                Interlocked.Decrement(ref _running);
            }
        }
    }
}
