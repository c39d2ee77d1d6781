using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Data;
using Nanobot.Services.Reports.Evidence.Fetching;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>What processes keep of sources together, in the database.</summary>
public sealed class SourceStoreTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    // Beyond what the suite's own sweep takes for gone.
    private static readonly DateTimeOffset Now = new(2200, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private readonly SourceAddress _source = new(new Uri($"http://{Guid.NewGuid():N}.example/a"));

    private SourceStore Store => new(suite.Services.GetRequiredService<PlatformDb>());

    [Fact]
    public async Task Processes_that_want_the_same_at_once_ask_each_source_once()
    {
        const int Sources = 10;
        await using var peer = new Peer();
        foreach (var one in Enumerable.Range(0, Sources))
        {
            peer.Answer($"/{one}", $"text {one}");
        }

        using TestSources first = new(new EvidenceOptions(), Store), second = new(new EvidenceOptions(), Store), third = new(new EvidenceOptions(), Store);
        TestSources[] processes = [first, second, third];

        var read = await Task.WhenAll(Enumerable.Range(0, 600).Select(user => processes[user % 3].Cache.GetAsync(new SourceAddress(new Uri($"{peer.Url}/{user % Sources}")), null, CancellationToken.None)));

        Assert.Equal(Sources, peer.Seen.Count);
        Assert.All(read.Select(static (one, user) => (one, user)), static pair => Assert.Equal($"text {pair.user % Sources}", Encoding.UTF8.GetString(pair.one.Document.Bytes)));
    }

    [Fact]
    public async Task Users_of_many_tenants_have_the_same_prices_for_one_question()
    {
        await using var own = new ReportsSuite(null);
        Fresh("/quotes/SAME.csv", "text/csv", "Date,Open,High,Low,Close,Volume\n2026-11-18,1,2,1,1.5,10\n2026-11-19,1,2,1,1.75,10\n");
        Fresh(ReportsSuite.Feed, "text/xml", Peer.Rss(("News", "https://news.example.com/1")));

        var reports = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => own.MakeAsync(own.User(new Watchlist(Stocks: ["SAME"])))));

        Assert.All(reports, static report => Assert.Equal("completed", report.Status));
        Assert.Equal(1, own.Peer.Seen.Count(static seen => seen.Path == "/quotes/SAME.csv"));
        Assert.Equal(1, own.Peer.Seen.Count(static seen => seen.Path == ReportsSuite.Feed));

        // Its server says for how long it is fresh: that holds for whoever asks now, too.
        void Fresh(string path, string contentType, string body) => own.Peer.Answer(path, http =>
        {
            (http.Response.Headers.CacheControl, http.Response.ContentType) = ("max-age=60", contentType);
            return http.Response.WriteAsync(body);
        });
    }

    [Fact]
    public async Task What_is_kept_comes_back_as_it_was()
    {
        var kept = new KeptSource(new SourceDocument([1, 2, 0, 255], new Uri("http://moved.example/b?key=secret"), "gb2312"), new SourceValidators("\"v1\"", "yesterday"), Now, Now.AddMinutes(1), Now.AddDays(1), null);
        var lease = Guid.NewGuid();
        Assert.Equal(new SourceClaim(null, true), await ClaimAsync(lease, Now));
        await Store.KeepAsync(_source, lease, kept, CancellationToken.None);

        var (found, isMine) = await ClaimAsync(Guid.NewGuid(), Now.AddSeconds(59));

        Assert.False(isMine);
        Assert.Equal([1, 2, 0, 255], found!.Document!.Bytes);
        Assert.Equal(("http://moved.example/b", "gb2312"), (found.Document.Address.AbsoluteUri, found.Document.Charset));
        Assert.Equal((kept.Validators, kept.FetchedAt, kept.FreshUntil, kept.StaleUntil, null, kept.Hash), (found.Validators, found.FetchedAt, found.FreshUntil, found.StaleUntil, found.Failure, found.Hash));
        Assert.Equal(0, await suite.SqlAsync<int>("select count(*)::int from source_documents where source_documents::text like '%secret%'"));
    }

    [Fact]
    public async Task A_claim_is_one_processes_until_it_ends_or_is_not_heard_of()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.True((await ClaimAsync(first, Now)).IsMine);
        Assert.False((await ClaimAsync(second, Now.AddSeconds(5))).IsMine);
        Assert.True(await Store.RenewAsync(_source, first, Now.AddSeconds(12), CancellationToken.None));
        Assert.False((await ClaimAsync(second, Now.AddSeconds(11))).IsMine);

        Assert.True((await ClaimAsync(second, Now.AddSeconds(13))).IsMine);

        // The first wakes up late and has nothing to say any more.
        Assert.False(await Store.RenewAsync(_source, first, Now.AddSeconds(20), CancellationToken.None));
        await Store.KeepAsync(_source, first, new KeptSource(new SourceDocument([1], _source.Address), SourceValidators.None, Now, Now.AddHours(1), Now, null), CancellationToken.None);
        Assert.Equal(new SourceClaim(null, false), await ClaimAsync(Guid.NewGuid(), Now.AddSeconds(14)));
        await Store.ReleaseAsync(_source, second, CancellationToken.None);
        Assert.True((await ClaimAsync(Guid.NewGuid(), Now.AddSeconds(14))).IsMine);
    }

    [Fact]
    public async Task What_is_known_already_is_not_read_again()
    {
        var kept = new KeptSource(new SourceDocument([1, 2, 3], _source.Address), SourceValidators.None, Now, Now.AddMinutes(1), Now, null);
        var lease = Guid.NewGuid();
        await ClaimAsync(lease, Now);
        await Store.KeepAsync(_source, lease, kept, CancellationToken.None);

        var claim = await Store.ClaimAsync(_source, Guid.NewGuid(), Now, Now, null, kept, CancellationToken.None);

        Assert.Same(kept.Document!.Bytes, claim.Kept!.Document!.Bytes);
    }

    [Fact]
    public async Task Turns_of_a_host_come_in_equal_distances_after_a_burst()
    {
        var host = _source.Host;
        var turns = new List<double?>();
        for (var i = 0; i < 6; i++)
        {
            turns.Add((await Store.TakeTurnAsync(host, Now, TimeSpan.FromSeconds(2), 2, TimeSpan.FromSeconds(5), CancellationToken.None)).At is { } at ? Math.Max(0, (at - Now).TotalSeconds) : null);
        }

        Assert.Equal([0, 0, 2, 4, null, null], turns);
        Assert.Equal(Now.AddSeconds(6), (await Store.TakeTurnAsync(host, Now.AddSeconds(3), TimeSpan.FromSeconds(2), 2, TimeSpan.FromSeconds(5), CancellationToken.None)).At);
    }

    [Fact]
    public async Task A_host_that_wants_to_be_left_alone_is()
    {
        await Store.LeaveAloneAsync(_source.Host, Now.AddMinutes(1), CancellationToken.None);
        await Store.LeaveAloneAsync(_source.Host, Now.AddSeconds(1), CancellationToken.None);

        var turn = await Store.TakeTurnAsync(_source.Host, Now.AddSeconds(59), TimeSpan.FromSeconds(1), 1, TimeSpan.FromSeconds(5), CancellationToken.None);

        Assert.Equal(new HostTurn(null, Now.AddMinutes(1)), turn);
        Assert.NotNull((await Store.TakeTurnAsync(_source.Host, Now.AddSeconds(61), TimeSpan.FromSeconds(1), 1, TimeSpan.FromSeconds(5), CancellationToken.None)).At);
    }

    [Fact]
    public async Task What_runs_for_a_tenant_can_neither_read_nor_write_it()
    {
        var db = suite.Services.GetRequiredService<TenantDb>();

        foreach (var statement in new[] { "select count(*) from source_documents", "delete from source_documents", "update source_hosts set next_at = now()" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => db.ExecuteAsync(TestContexts.User(), new Sql(statement), CancellationToken.None));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task What_was_used_longest_ago_makes_room_and_what_nobody_may_use_goes()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker, new KeyValuePair<string, string?>("Evidence:Cache:Bytes", "1048576"));
        var store = new SourceStore(own.Services.GetRequiredService<PlatformDb>());
        var now = DateTimeOffset.UnixEpoch.AddYears(200);
        for (var i = 0; i < 4; i++)
        {
            var (source, lease) = (new SourceAddress(new Uri($"http://sources.example/{i}")), Guid.NewGuid());
            await store.ClaimAsync(source, lease, now.AddSeconds(i), now.AddSeconds(i), null, null, CancellationToken.None);
            await store.KeepAsync(source, lease, new KeptSource(new SourceDocument(new byte[500_000], source.Address), SourceValidators.None, now, now, i == 3 ? DateTimeOffset.UnixEpoch : now.AddDays(1), null) with { FreshUntil = i == 3 ? DateTimeOffset.UnixEpoch : now }, CancellationToken.None);
        }

        await own.SqlAsync<int>("update source_documents set used_at = '1970-01-01', lease_until = '-infinity' where stale_until < '1971-01-01' returning 1");
        await own.Services.GetServices<IHostedService>().OfType<SourceSweep>().Single().SweepAsync(CancellationToken.None);

        Assert.Equal([new SourceAddress(new Uri("http://sources.example/1")).Key, new SourceAddress(new Uri("http://sources.example/2")).Key], await own.LinesAsync("select source from source_documents order by used_at"));
    }

    private Task<SourceClaim> ClaimAsync(Guid lease, DateTimeOffset now) => Store.ClaimAsync(_source, lease, now, now.AddSeconds(6), null, null, CancellationToken.None);
}
