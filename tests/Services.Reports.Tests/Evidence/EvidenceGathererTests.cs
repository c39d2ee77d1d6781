using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Evidence;

public sealed class EvidenceGathererTests : IAsyncLifetime
{
    private const string Row = "2026-11-19,1,2,1,1.5,10";
    private readonly Peer _peer = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _peer.DisposeAsync();
    }

    [Fact]
    public async Task What_can_be_had_is_gathered_and_what_cannot_is_named()
    {
        _peer.Quotes("GOOD", Row);
        _peer.Quotes("BAD", Row, "2026-11-20,1,1,1,?,1");
        _peer.Answer("/feed", Peer.Rss(("News", "https://news.example.com/1")), "application/rss+xml");

        var gathered = await GatherAsync(["good", "BAD", "NONE", "no/symbol", "GOOD"], "/feed", "/broken");

        Assert.Equal("GOOD", Assert.Single(gathered.Quotes).Symbol);
        Assert.Equal("News", Assert.Single(gathered.Headlines).Title);
        Assert.Equal(
            [("GOOD", null), ("BAD", "line 3: Close is not a number"), ("NONE", "there is none (404)"), ("NO/SYMBOL", "is not a ticker symbol"), (Host("/feed"), null), (Host("/broken"), "there is none (404)")],
            gathered.Sources.Select(source => (source.Name, source.Failure)));
    }

    [Fact]
    public async Task A_feed_that_answers_500_is_named()
    {
        _peer.Answer("/feed", "secret detail", status: 500);

        Assert.Equal("answered 500", await FailureAsync("/feed"));
    }

    [Fact]
    public async Task A_feed_that_hangs_is_given_up_at_the_deadline()
    {
        _peer.Answer("/feed", http => Task.Delay(Timeout.Infinite, http.RequestAborted));

        Assert.Equal("did not answer within 1 s", await FailureAsync("/feed", TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_feed_that_trickles_is_given_up_at_the_deadline()
    {
        _peer.Answer("/feed", async http =>
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
        _peer.Answer("/feed", async http =>
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
    public async Task Who_stops_waiting_leaves_no_fetch_running()
    {
        using var stop = new CancellationTokenSource();
        var source = new SlowToStop(TimeSpan.FromMilliseconds(200));
        using var http = new HttpClient(source);
        var options = Options.Create(new EvidenceOptions { QuotesUrl = "http://sources.example/{symbol}.csv", Feeds = ["http://sources.example/slow"] });
        var addresses = new EvidenceAddresses(options, new ConfigurationBuilder().Build());
        var gathering = new EvidenceGatherer(new SourceReader(http, options, TimeProvider.System), addresses, options, TimeProvider.System)
            .GatherAsync(["A"], "daily", stop.Token);
        await source.Asked(2);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gathering);
        Assert.Equal(0, source.Running);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        _peer.Answer("/feed", http =>
        {
            http.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        _peer.Answer("/elsewhere", Peer.Rss(("News", "https://news.example.com/1")));

        Assert.Equal("answered 302; redirects are not followed", await FailureAsync("/feed"));
        Assert.DoesNotContain(_peer.Seen, seen => seen.Path == "/elsewhere");
    }

    [Theory]
    [InlineData("application/rss+xml")]
    [InlineData("text/xml")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    public async Task Loosely_named_media_types_are_accepted(string mediaType)
    {
        _peer.Answer("/feed", Peer.Rss(("News", "https://news.example.com/1")), mediaType);

        Assert.Single((await GatherAsync([], "/feed")).Headlines);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/json")]
    public async Task Other_media_types_are_refused(string mediaType)
    {
        _peer.Answer("/feed", Peer.Rss(("News", "https://news.example.com/1")), mediaType);

        Assert.Equal($"answered with {mediaType}", await FailureAsync("/feed"));
    }

    [Fact]
    public async Task An_unreachable_source_is_named()
    {
        var gathered = await Gatherer("http://127.0.0.1:1/{symbol}.csv").GatherAsync(["A"], "daily", CancellationToken.None);

        Assert.Equal("cannot be reached", Assert.Single(gathered.Sources).Failure);
    }

    [Fact]
    public async Task Symbols_are_escaped_and_no_identity_travels()
    {
        await GatherAsync(["^GSPC"]);

        var seen = Assert.Single(_peer.Seen);
        Assert.Equal("/quotes/^GSPC.csv", seen.Path);
        Assert.DoesNotContain(seen.Headers.Keys, header => header.StartsWith("X-", StringComparison.OrdinalIgnoreCase) || header is "Authorization" or "Cookie");
    }

    [Fact]
    public async Task Symbols_beyond_the_bound_are_named_as_left_out()
    {
        var gathered = await GatherAsync([.. Enumerable.Range(1, 51).Select(i => $"S{i}")]);

        Assert.Equal("left out: a report covers at most 50 symbols", gathered.Sources[50].Failure);
        Assert.Equal(50, _peer.Seen.Count);
    }

    [Fact]
    public void A_host_that_service_discovery_knows_is_replaced()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("services:feeds:http:0", "http://127.0.0.1:7000")]).Build();
        var addresses = new EvidenceAddresses(Options.Create(new EvidenceOptions()), configuration);

        Assert.Equal("http://127.0.0.1:7000/quotes/A.csv", addresses.Quotes(TickerSymbol.Parse("A")).AbsoluteUri);
        Assert.Equal("http://127.0.0.1:7000/feeds/markets.atom", addresses.Feeds[0].AbsoluteUri);
    }

    [Fact]
    public void Impossible_options_are_named_by_key()
    {
        var result = new EvidenceOptionsValidator().Validate(null, new EvidenceOptions
        {
            QuotesUrl = "file:///{symbol}", Feeds = ["http://a.example/", "ftp://b"], Timeout = TimeSpan.Zero, Parallelism = 0, MaximumSymbols = 1000,
        });

        Assert.Equal(5, result.Failures!.Count());
        Assert.Contains(result.Failures!, failure => failure.StartsWith("Evidence:Feeds:1", StringComparison.Ordinal));
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

    private async Task<string?> FailureAsync(string feed, TimeSpan? timeout = null) =>
        Assert.Single((await Gatherer(_peer.Url + "/quotes/{symbol}.csv", timeout, feed).GatherAsync([], "daily", CancellationToken.None)).Sources).Failure;

    private Task<Gathered> GatherAsync(IReadOnlyList<string> symbols, params string[] feeds) =>
        Gatherer(_peer.Url + "/quotes/{symbol}.csv", null, feeds).GatherAsync(symbols, "daily", CancellationToken.None);

    private EvidenceGatherer Gatherer(string quotes, TimeSpan? timeout = null, params string[] feeds)
    {
        var options = Options.Create(new EvidenceOptions { QuotesUrl = quotes, Feeds = [.. feeds.Select(feed => _peer.Url + feed)], Timeout = timeout ?? TimeSpan.FromSeconds(30) });
        return new EvidenceGatherer(new SourceReader(_http, options, TimeProvider.System), new EvidenceAddresses(options, new ConfigurationBuilder().Build()), options, TimeProvider.System);
    }

    private string Host(string path) => new Uri(_peer.Url).Authority + path;
}
