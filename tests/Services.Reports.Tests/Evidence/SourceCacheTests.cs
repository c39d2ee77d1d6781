using System.Text;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Evidence.Fetching;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>What is fetched once for all, for how long it is used, and what stands in for it.</summary>
public sealed class SourceCacheTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private readonly Peer _peer = new();
    private readonly SetTime _time = new(Start);
    private readonly OwnSources _store = new();
    private readonly List<TestSources> _processes = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _processes.ForEach(static process => process.Dispose());
        await _peer.DisposeAsync();
    }

    [Theory]
    [InlineData(null, "second")]
    [InlineData("max-age=60", "first")]
    public async Task Who_asks_now_has_what_there_is_now_unless_the_source_says_for_how_long_it_is_fresh(string? cacheControl, string expected)
    {
        var answers = new Queue<string>(["first", "second", "third"]);
        _peer.Answer("/a", http =>
        {
            http.Response.Headers.CacheControl = cacheControl;
            return http.Response.WriteAsync(answers.Dequeue());
        });
        var cache = Process();
        await cache.GetAsync(Source("/a"), null, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));
        var asked = _time.GetUtcNow();

        var shared = await cache.GetAsync(Source("/a"), null, CancellationToken.None);
        var now = await cache.GetAsync(Source("/a"), asked, CancellationToken.None);
        var again = await cache.GetAsync(Source("/a"), asked, CancellationToken.None);

        Assert.Equal("first", Text(shared));
        Assert.Equal(expected, Text(now));
        Assert.Equal(expected, Text(again));
    }

    [Fact]
    public async Task Ten_thousand_who_watch_the_same_at_once_ask_each_source_once()
    {
        const int Symbols = 20;
        foreach (var symbol in Enumerable.Range(0, Symbols))
        {
            _peer.Answer($"/{symbol}", $"text {symbol}");
        }

        var patient = new EvidenceOptions { Timeout = TimeSpan.FromMinutes(1) };
        SourceCache[] processes = [Process(patient), Process(patient), Process(patient)];

        var read = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(user => processes[user % 3].GetAsync(Source($"/{user % Symbols}"), null, CancellationToken.None)));

        Assert.Equal(Symbols, _peer.Seen.Count);
        Assert.All(read.Select(static (one, user) => (one, user)), static pair => Assert.Equal($"text {pair.user % Symbols}", Text(pair.one)));
    }

    [Fact]
    public async Task What_has_not_changed_is_confirmed_and_not_sent_again()
    {
        _peer.Answer("/a", http =>
        {
            http.Response.Headers.ETag = "\"v1\"";
            http.Response.StatusCode = http.Request.Headers.IfNoneMatch == "\"v1\"" ? StatusCodes.Status304NotModified : StatusCodes.Status200OK;
            return http.Response.StatusCode == StatusCodes.Status200OK ? http.Response.WriteAsync("first") : Task.CompletedTask;
        });
        var cache = Process();
        await cache.GetAsync(Source("/a"), null, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(2));

        var again = await cache.GetAsync(Source("/a"), null, CancellationToken.None);

        Assert.Equal(("first", Start.AddMinutes(2)), (Text(again), again.FetchedAt));
        Assert.Equal([null, "\"v1\""], _peer.Seen.Select(static seen => seen.Headers.GetValueOrDefault("If-None-Match")));
    }

    [Fact]
    public async Task What_one_process_fetched_another_does_not_ask_for()
    {
        _peer.Answer("/a", "first");
        await Process().GetAsync(Source("/a"), null, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(30));

        var other = await Process().GetAsync(Source("/a"), null, CancellationToken.None);

        Assert.Equal(("first", Start), (Text(other), other.FetchedAt));
        Assert.Single(_peer.Seen);
    }

    [Theory]
    [InlineData("max-age=300", 250, 1)]
    [InlineData("max-age=300", 301, 2)]
    [InlineData("max-age=1", 8, 1)] // No shorter than the least
    [InlineData("max-age=999999", 3601, 2)] // no longer than the most
    [InlineData("s-maxage=300, max-age=1", 250, 1)]
    [InlineData("no-cache", 8, 1)]
    [InlineData("no-cache", 11, 2)]
    [InlineData("max-age=rubbish", 50, 1)]
    [InlineData("", 61, 2)]
    public async Task It_is_used_as_long_as_its_server_says_within_bounds(string cacheControl, int seconds, int asked)
    {
        _peer.Answer("/a", http =>
        {
            http.Response.Headers.CacheControl = cacheControl;
            return http.Response.WriteAsync("first");
        });
        var cache = Process();
        await cache.GetAsync(Source("/a"), null, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(seconds));

        await cache.GetAsync(Source("/a"), null, CancellationToken.None);

        Assert.Equal(asked, _peer.Seen.Count);
    }

    [Theory]
    [InlineData(6400, 1)]
    [InlineData(7201, 2)]
    public async Task A_source_with_a_time_of_its_own_is_used_that_long(int seconds, int asked)
    {
        _peer.Answer("/a", "first");
        var (cache, source) = (Process(), new SourceAddress(new Uri(_peer.Url + "/a")) { Usual = TimeSpan.FromHours(2) });
        await cache.GetAsync(source, null, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(seconds));

        await cache.GetAsync(source, null, CancellationToken.None);

        Assert.Equal(asked, _peer.Seen.Count);
    }

    [Fact]
    public async Task What_must_not_be_stored_is_shared_with_nobody_else()
    {
        _peer.Answer("/a", http =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return http.Response.WriteAsync("first");
        });
        await Process().GetAsync(Source("/a"), null, CancellationToken.None);

        await Process().GetAsync(Source("/a"), null, CancellationToken.None);

        Assert.Equal(2, _peer.Seen.Count);
    }

    [Fact]
    public async Task Where_a_source_fails_its_last_word_stands_in_and_says_its_age()
    {
        _peer.Answer("/a", "first");
        var cache = Process();
        await cache.GetAsync(Source("/a"), null, CancellationToken.None);
        _peer.Answer("/a", "secret detail", status: 502);
        _time.Advance(TimeSpan.FromHours(3));

        var stale = await cache.GetAsync(Source("/a"), null, CancellationToken.None);

        Assert.Equal(("first", Start), (Text(stale), stale.FetchedAt));
        Assert.Equal("cannot be read now (answered 502); this is what it said at 2026-11-27 12:00 UTC, 3 h ago", stale.Stale?.En);
        _time.Advance(TimeSpan.FromHours(22));
        Assert.Equal("answered 502", (await Assert.ThrowsAsync<SourceFailedException>(() => cache.GetAsync(Source("/a"), null, CancellationToken.None))).Reason.En);
    }

    [Theory]
    [InlineData("max-age=60, must-revalidate")]
    [InlineData("max-age=60, stale-if-error=30")]
    public async Task Nothing_stands_in_where_its_server_does_not_want_it(string cacheControl)
    {
        _peer.Answer("/a", http =>
        {
            http.Response.Headers.CacheControl = cacheControl;
            return http.Response.WriteAsync("first");
        });
        var cache = Process();
        await cache.GetAsync(Source("/a"), null, CancellationToken.None);
        _peer.Answer("/a", "", status: 500);
        _time.Advance(TimeSpan.FromMinutes(2));

        await Assert.ThrowsAsync<SourceFailedException>(() => cache.GetAsync(Source("/a"), null, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_gone_is_gone()
    {
        _peer.Answer("/a", "first");
        var cache = Process();
        await cache.GetAsync(Source("/a"), null, CancellationToken.None);
        _peer.Answer("/a", "", status: 404);
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("there is none (404)", (await Assert.ThrowsAsync<SourceFailedException>(() => cache.GetAsync(Source("/a"), null, CancellationToken.None))).Reason.En);
    }

    [Fact]
    public async Task A_source_that_failed_is_not_asked_again_for_a_while_by_any_process()
    {
        _peer.Answer("/a", "", status: 500);
        foreach (var cache in new[] { Process(), Process() })
        {
            await Assert.ThrowsAsync<SourceFailedException>(() => cache.GetAsync(Source("/a"), null, CancellationToken.None));
        }

        Assert.Single(_peer.Seen);
        _time.Advance(TimeSpan.FromSeconds(11));
        _peer.Answer("/a", "first");
        Assert.Equal("first", Text(await Process().GetAsync(Source("/a"), null, CancellationToken.None)));
    }

    [Theory]
    [InlineData(429, "120", 119, true)]
    [InlineData(429, "120", 121, false)]
    [InlineData(503, "120", 119, true)]
    [InlineData(503, null, 30, false)]
    [InlineData(429, "999999", 899, true)]
    [InlineData(429, "999999", 901, false)]
    public async Task A_host_that_wants_to_be_left_alone_is_for_all_its_sources(int status, string? retryAfter, int seconds, bool isLeftAlone)
    {
        _peer.Answer("/a", http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });
        _peer.Answer("/b", "other");
        await Assert.ThrowsAsync<SourceFailedException>(() => Process().GetAsync(Source("/a"), null, CancellationToken.None));
        _time.Advance(TimeSpan.FromSeconds(seconds));

        var asked = await Record.ExceptionAsync(() => Process().GetAsync(Source("/b"), null, CancellationToken.None));

        Assert.Equal(isLeftAlone, asked is SourceFailedException { Reason.En: var why } && why.StartsWith("wants to be left alone until", StringComparison.Ordinal));
        Assert.Equal(isLeftAlone ? 1 : 2, _peer.Seen.Count);
    }

    [Fact]
    public async Task What_was_read_of_a_document_is_read_once_until_it_changes()
    {
        var reads = 0;
        _peer.Answer("/a", "first");
        var cache = Process();
        for (var i = 0; i < 3; i++)
        {
            var source = await cache.GetAsync(Source("/a"), null, CancellationToken.None);
            source.Read(1, document => Read(document, ref reads));
            _time.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(1, reads);
        _peer.Answer("/a", "second");
        Assert.Equal("second", (await cache.GetAsync(Source("/a"), null, CancellationToken.None)).Read(1, document => Read(document, ref reads)));
    }

    [Fact]
    public async Task Who_leaves_takes_nobody_elses_answer_along()
    {
        var answer = new TaskCompletionSource();
        _peer.Answer("/a", async http =>
        {
            await answer.Task;
            await http.Response.WriteAsync("first");
        });
        var cache = Process();
        using var leaving = new CancellationTokenSource();
        var (left, stayed) = (cache.GetAsync(Source("/a"), null, leaving.Token), cache.GetAsync(Source("/a"), null, CancellationToken.None));
        await Eventually.TrueAsync(() => Task.FromResult(_peer.Seen.Count == 1));

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        answer.SetResult();
        Assert.Equal("first", Text(await stayed));
        Assert.Single(_peer.Seen);
    }

    [Fact]
    public async Task What_is_fetched_for_all_is_fetched_in_no_tenants_scope()
    {
        var handler = new Scoped();
        using var process = new TestSources(new EvidenceOptions(), _store, handler, _time);
        using var scope = TenantScope.Begin(TestContexts.User());

        await process.Cache.GetAsync(new SourceAddress(new Uri("http://sources.example/a")), null, CancellationToken.None);

        Assert.Equal(1, handler.Asked);
        Assert.Null(handler.Scope);
    }

    [Fact]
    public void Whose_source_it_is_parts_what_is_kept()
    {
        var address = new Uri("http://sources.example/a?key=secret");

        Assert.NotEqual(new SourceAddress(address).Key, new SourceAddress(address, "tenant-a").Key);
        Assert.Equal(new SourceAddress(address).Key, new SourceAddress(address).Key);
        Assert.DoesNotContain("secret", new SourceAddress(address).ToString(), StringComparison.Ordinal);
    }

    private SourceCache Process(EvidenceOptions? options = null)
    {
        var process = new TestSources(options ?? new EvidenceOptions(), _store, time: _time);
        _processes.Add(process);
        return process.Cache;
    }

    private SourceAddress Source(string path) => new(new Uri(_peer.Url + path));

    private static string Text(FetchedSource source) => Encoding.UTF8.GetString(source.Document.Bytes);

    private static string Read(SourceDocument document, ref int reads)
    {
        reads++;
        return Encoding.UTF8.GetString(document.Bytes);
    }

    private sealed class Scoped : HttpMessageHandler
    {
        public int Asked { get; private set; }

        public TenantContext? Scope { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Asked, Scope) = (Asked + 1, TenantScope.Current);
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("first"), RequestMessage = request });
        }
    }
}
