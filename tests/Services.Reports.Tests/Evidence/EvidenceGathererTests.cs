using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
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
            [("GOOD", null), ("BAD", "line 3: Close is not a number"), ("NONE", "there is none (404)"), ("NO/SYMBOL", "is not a ticker symbol"), ("t", null), ("127.0.0.1", "there is none (404)")],
            gathered.Sources.Select(source => (source.Name, source.Failure?.En)));
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
        var gathering = new EvidenceGatherer(new SourceReader(http, options, TimeProvider.System), addresses, options, TimeProvider.System, NullLogger<EvidenceGatherer>.Instance)
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
    [InlineData("application/pdf")]
    public async Task Other_media_types_are_refused(string mediaType)
    {
        _peer.Answer("/feed", Peer.Rss(("News", "https://news.example.com/1")), mediaType);

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

        var seen = Assert.Single(_peer.Seen);
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
        _peer.Quotes(symbol, Row);

        Assert.Equal(symbol, Assert.Single((await GatherAsync([symbol])).Quotes).Symbol);
        Assert.Equal($"/quotes/{symbol}.csv", Uri.UnescapeDataString(Assert.Single(_peer.Seen).Path));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    [InlineData("br")]
    [InlineData("gzip, br")]
    [InlineData("no header")]
    [InlineData("gzip above plain text")]
    public async Task Compression_that_nobody_asked_for_is_taken_off(string coding)
    {
        Serve("/feed", Compressed(Encoding.UTF8.GetBytes(Peer.Rss(("Copper steady", "https://news.example.com/1"))), coding), coding switch { "no header" => null, "raw deflate" => "deflate", "gzip above plain text" => "gzip", _ => coding });
        Serve("/quotes/ZIP.csv", Compressed(Encoding.UTF8.GetBytes("Date,Close\n2026-11-19,1.5\n"), coding), coding switch { "no header" => null, "raw deflate" => "deflate", "gzip above plain text" => "gzip", _ => coding });

        var gathered = await GatherAsync(["ZIP"], "/feed");

        Assert.Equal("Copper steady", Assert.Single(gathered.Headlines).Title);
        Assert.Equal(1.5m, Assert.Single(gathered.Quotes).Close);
        Assert.All(gathered.Sources, static source => Assert.Empty(source.Remarks));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("no header")]
    public async Task Little_that_would_become_much_is_refused(string coding)
    {
        Serve("/feed", Compressed(new byte[64 * 1024 * 1024], coding), coding == "no header" ? null : coding);

        Assert.Equal("is larger than 2 MB", await FailureAsync("/feed"));
    }

    [Fact]
    public async Task Compression_over_and_over_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Peer.Rss(("News", "https://news.example.com/1")));
        for (var layer = 0; layer < 4; layer++)
        {
            bytes = Compressed(bytes, "gzip");
        }

        Serve("/feed", bytes, null);

        Assert.Equal("is compressed too many times over", await FailureAsync("/feed"));
    }

    [Theory]
    [InlineData("zstd", "is compressed as zstd, which is not understood")]
    [InlineData("br", "its compression (br) is broken")]
    public async Task Compression_that_cannot_be_taken_off_is_named(string coding, string reason)
    {
        Serve("/feed", [0xF7, 1, 2, 3], coding);

        Assert.Equal(reason, await FailureAsync("/feed"));
    }

    [Fact]
    public async Task A_compressed_feed_that_breaks_off_is_read_as_far_as_it_came()
    {
        var whole = Peer.Rss([.. Enumerable.Range(0, 2000).Select(static i => ($"News {i}", $"https://news.example.com/{i}"))]);
        Serve("/feed", Compressed(Encoding.UTF8.GetBytes(whole), "gzip")[..^2000], "gzip");

        var gathered = await GatherAsync([], "/feed");

        Assert.NotEmpty(gathered.Headlines);
        Assert.Equal("it was cut off, and read as far as it came", Assert.Single(Assert.Single(gathered.Sources).Remarks).En);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_read_as_far_as_it_came_and_its_last_line_is_not_used()
    {
        _peer.Answer("/quotes/CUT.csv", static async http =>
        {
            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync("Date,Close\n2026-11-18,10.5\n2026-11-19,11.", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            http.Abort();
        });

        var gathered = await GatherAsync(["CUT"]);

        // What has arrived before a connection is torn down may be all, some or nothing; it is never half a price.
        Assert.True(gathered.Quotes.Count == 0 ? gathered.Sources[0].Failure is not null : gathered.Quotes[0].Close == 10.5m && gathered.Sources[0].Remarks.Count == 1);
    }

    [Theory]
    [InlineData("text/xml; charset=windows-1251")]
    [InlineData("text/xml; Charset=\"Windows-1251\"")]
    [InlineData("text/xml;charset='cp1251'")]
    [InlineData("text/xml; charset = windows-1251; x=\"")]
    public async Task The_charset_of_the_header_is_found_however_it_is_written(string contentType)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding(1251).GetBytes(Peer.Rss(("x", "https://news.example.com/1")).Replace("<title>x", "<title>Рубль вырос", StringComparison.Ordinal));
        _peer.Answer("/feed", http =>
        {
            http.Response.Headers.ContentType = contentType;
            return http.Response.Body.WriteAsync(bytes).AsTask();
        });

        Assert.Equal("Рубль вырос", Assert.Single((await GatherAsync([], "/feed")).Headlines).Title);
    }

    [Fact]
    public async Task A_feed_is_called_by_configuration_by_itself_or_by_its_host_and_never_by_its_address()
    {
        _peer.Answer("/named", Peer.Rss(("a", "https://news.example.com/1")), "text/xml");
        _peer.Answer("/titled", Peer.Rss(("b", "https://news.example.com/2")), "text/xml");
        var options = Options.Create(new EvidenceOptions { QuotesUrl = _peer.Url + "/{symbol}", Feeds = [_peer.Url + "/named", _peer.Url + "/titled", _peer.Url + "/gone?key=secret", "http://feeds/x"], FeedNames = ["Ours"] });
        var addresses = new EvidenceAddresses(options, new ConfigurationBuilder().AddInMemoryCollection([new("services:feeds:http:0", _peer.Url)]).Build());

        var gathered = await new EvidenceGatherer(new SourceReader(_http, options, TimeProvider.System), addresses, options, TimeProvider.System, NullLogger<EvidenceGatherer>.Instance).GatherAsync([], "daily", CancellationToken.None);

        Assert.Equal(["Ours", "t", "127.0.0.1", "feeds"], gathered.Sources.Select(static source => source.Name));
    }

    [Fact]
    public async Task Symbols_beyond_the_bound_are_named_as_left_out()
    {
        var gathered = await GatherAsync([.. Enumerable.Range(1, 51).Select(i => $"S{i}")]);

        Assert.Equal("left out: a report covers at most 50 symbols", gathered.Sources[50].Failure?.En);
        Assert.Equal(50, _peer.Seen.Count);
    }

    [Fact]
    public void A_host_that_service_discovery_knows_is_replaced()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("services:feeds:http:0", "http://127.0.0.1:7000")]).Build();
        var addresses = new EvidenceAddresses(Options.Create(new EvidenceOptions()), configuration);

        Assert.Equal("http://127.0.0.1:7000/quotes/A.csv", addresses.Quotes(TickerSymbol.Parse("A")).AbsoluteUri);
        Assert.Equal("http://127.0.0.1:7000/feeds/markets.atom", addresses.Feeds[0].Address.AbsoluteUri);
        Assert.Equal("Sample markets", addresses.Feeds[0].Name);
    }

    [Fact]
    public void Impossible_options_are_named_by_key()
    {
        var result = new EvidenceOptionsValidator().Validate(null, new EvidenceOptions
        {
            QuotesUrl = "file:///{symbol}", Feeds = ["http://a.example/", "ftp://b"], Timeout = TimeSpan.Zero, Parallelism = 0, MaximumSymbols = 1000, FeedNames = [new string('x', 61)],
        });

        Assert.Equal(6, result.Failures!.Count());
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

    private void Serve(string path, byte[] bytes, string? coding) => _peer.Answer(path, http =>
    {
        if (coding is not null)
        {
            http.Response.Headers.ContentEncoding = coding;
        }

        return http.Response.Body.WriteAsync(bytes).AsTask();
    });

    private static byte[] Compressed(byte[] bytes, string coding)
    {
        foreach (var step in coding.Split(", "))
        {
            using var compressed = new MemoryStream();
            using (Stream stream = step switch
            {
                "br" => new BrotliStream(compressed, CompressionMode.Compress),
                "deflate" => new ZLibStream(compressed, CompressionMode.Compress),
                "raw deflate" => new DeflateStream(compressed, CompressionMode.Compress),
                "gzip above plain text" => compressed,
                _ => new GZipStream(compressed, CompressionMode.Compress),
            })
            {
                stream.Write(bytes);
            }

            bytes = compressed.ToArray();
        }

        return bytes;
    }

    private async Task<string?> FailureAsync(string feed, TimeSpan? timeout = null) =>
        Assert.Single((await Gatherer(_peer.Url + "/quotes/{symbol}.csv", timeout, feed).GatherAsync([], "daily", CancellationToken.None)).Sources).Failure?.En;

    private Task<Gathered> GatherAsync(IReadOnlyList<string> symbols, params string[] feeds) =>
        Gatherer(_peer.Url + "/quotes/{symbol}.csv", null, feeds).GatherAsync(symbols, "daily", CancellationToken.None);

    private EvidenceGatherer Gatherer(string quotes, TimeSpan? timeout = null, params string[] feeds)
    {
        var options = Options.Create(new EvidenceOptions { QuotesUrl = quotes, Feeds = [.. feeds.Select(feed => _peer.Url + feed)], Timeout = timeout ?? TimeSpan.FromSeconds(30) });
        return new EvidenceGatherer(new SourceReader(_http, options, TimeProvider.System), new EvidenceAddresses(options, new ConfigurationBuilder().Build()), options, TimeProvider.System, NullLogger<EvidenceGatherer>.Instance);
    }
}
