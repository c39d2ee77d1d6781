using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Making;

public sealed class ReportWorkerTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    private const string Row = "2026-11-19,1,2,1,1.5,10";
    private const string Completions = "select count(*)::int from nanobot.outbox where tenant_id = $1 and topic = 'report.completed.v1'";

    private static readonly EvidenceSnapshot Evidence = new(DateTimeOffset.UnixEpoch, "en", [], [], [], []);

    [Fact]
    public async Task A_report_of_a_killed_worker_is_made_by_another_once_its_lease_has_ended()
    {
        suite.Peer.Quotes("WKA", Row);
        var user = suite.User(new Watchlist(Stocks: ["WKA"]));
        var first = new TaskCompletionSource<string>();
        var calls = 0;
        suite.Model(user, (_, _) => Interlocked.Increment(ref calls) == 1 ? first.Task : Task.FromResult("Second."));
        var id = (await suite.RequestAsync(user)).ReportId;
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref calls) == 1));

        // What the database shows after kill -9 and a minute: in work, the lease over.
        await suite.SqlAsync<int>("update all_reports set due_at = now() - interval '1 second' where report_id = $1 returning 1", id);
        var report = await suite.EndAsync(user, id);
        first.SetResult("First.");

        // The first worker wakes up late and has nothing to say any more.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => suite.MakeAsync(user)));
        var after = await suite.EndAsync(user, id);
        Assert.Contains("Second.", after.Content, StringComparison.Ordinal);
        Assert.Equal(report.Content, after.Content);
        Assert.Equal(4, await suite.SqlAsync<int>(Completions, user.TenantId!));
    }

    [Fact]
    public async Task A_report_that_kills_its_workers_is_given_up()
    {
        // A hanging attempt holds its slot until it finds its lease gone, so each of the five needs one of its own.
        await using var own = new ReportsSuite(null, new KeyValuePair<string, string?>("Reports:Parallelism", "8"));
        var user = own.User(new Watchlist(Stocks: ["WKA"]));
        own.Model(user, (_, token) => Task.Delay(Timeout.Infinite, token).ContinueWith(_ => "", token));
        own.Peer.Quotes("WKA", Row);
        var id = (await own.RequestAsync(user)).ReportId;
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await Eventually.TrueAsync(async () => await own.SqlAsync<int>("select attempts from all_reports where report_id = $1 and status = 'processing'", id) == attempt);
            await own.SqlAsync<int>("update all_reports set due_at = now() - interval '1 second' where report_id = $1 returning 1", id);
        }

        Assert.Equal("Given up after 5 attempts: The work was cut off each time.", (await own.EndAsync(user, id)).ErrorMessage);
    }

    [Fact]
    public async Task Each_report_is_claimed_by_one_worker_only()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = TestContexts.User();
        for (var i = 0; i < 20; i++)
        {
            await own.RequestAsync(user);
        }

        var (queue, lane) = (own.Services.GetRequiredService<ReportQueue>(), own.Services.GetRequiredService<ReportLanes>().Asked);
        var claimed = (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => lane.ClaimAsync(4, CancellationToken.None)))).SelectMany(batch => batch).ToList();

        Assert.Equal(20, claimed.Count);
        Assert.Equal(20, claimed.Select(report => report.ReportId).Distinct().Count());
        Assert.Empty(await lane.ClaimAsync(4, CancellationToken.None));
    }

    [Fact]
    public async Task A_report_that_waits_for_its_next_attempt_has_made_no_progress()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = TestContexts.User();
        var id = (await own.RequestAsync(user)).ReportId;
        var (queue, lane) = (own.Services.GetRequiredService<ReportQueue>(), own.Services.GetRequiredService<ReportLanes>().Asked);
        foreach (var giveBack in new Func<ClaimedReport, Task>[]
        {
            report => queue.RetryAsync(report, TimeSpan.Zero, "broke", CancellationToken.None),
            report => queue.ReturnAsync(report, TimeSpan.Zero, CancellationToken.None),
        })
        {
            var claimed = Assert.Single(await lane.ClaimAsync(1, CancellationToken.None));
            Assert.True(await own.Services.GetRequiredService<ReportSteps>().KeepAsync(claimed, Evidence, EvidenceBasis.Of([], []), CancellationToken.None));

            await giveBack(claimed);

            Assert.Equal("pending 0", await own.SqlAsync<string>("select status || ' ' || progress from all_reports where report_id = $1", id));
        }
    }

    [Fact]
    public async Task A_tenant_with_thousands_of_due_reports_keeps_no_other_tenant_waiting()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var (flood, ada, bob) = (TestContexts.User(), TestContexts.User(), TestContexts.User("bob"));
        await own.RequestAsync(flood);
        await own.SqlAsync<int>("""
            insert into all_reports (tenant_id, user_id, report_id, report_type, origin, due_at, created_at)
            select tenant_id, user_id, gen_random_uuid(), report_type, origin, due_at, created_at
            from all_reports cross join generate_series(1, 10000) returning 1
            """);
        await own.RequestAsync(ada);
        await own.RequestAsync(bob);
        var (queue, lane) = (own.Services.GetRequiredService<ReportQueue>(), own.Services.GetRequiredService<ReportLanes>().Asked);

        var oneByOne = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            oneByOne.AddRange((await lane.ClaimAsync(1, CancellationToken.None)).Select(report => report.TenantId));
        }

        // A free place after another: each tenant has its turn, and what is left goes to the one that waits for more.
        Assert.Equal(2, oneByOne.Count(tenant => tenant == flood.TenantId));
        Assert.Contains(ada.TenantId, oneByOne);
        Assert.Contains(bob.TenantId, oneByOne);
        await own.RequestAsync(ada);
        await own.RequestAsync(bob);
        // Several places at once: they are shared.
        var atOnce = (await lane.ClaimAsync(6, CancellationToken.None)).Concat(await lane.ClaimAsync(6, CancellationToken.None)).Select(report => report.TenantId).ToList();
        Assert.Contains(ada.TenantId, atOnce);
        Assert.Contains(bob.TenantId, atOnce);
        // With nobody else waiting the one tenant has all places.
        Assert.Equal(8, (await lane.ClaimAsync(8, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_lease_that_is_lost_changes_nothing_any_more()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = TestContexts.User();
        var id = (await own.RequestAsync(user)).ReportId;
        var (queue, lane) = (own.Services.GetRequiredService<ReportQueue>(), own.Services.GetRequiredService<ReportLanes>().Asked);
        var first = Assert.Single(await lane.ClaimAsync(1, CancellationToken.None));
        Assert.True(await queue.RenewAsync(first, CancellationToken.None));
        await own.SqlAsync<int>("update all_reports set due_at = now() - interval '1 second' where report_id = $1 returning 1", id);
        var second = Assert.Single(await lane.ClaimAsync(1, CancellationToken.None));

        Assert.False(await queue.RenewAsync(first, CancellationToken.None));
        Assert.False(await queue.FinishAsync(first, new MadeReport("first", []), null, null, new([], null), CancellationToken.None));
        await queue.RetryAsync(first, TimeSpan.Zero, "late", CancellationToken.None);
        Assert.False(await own.Services.GetRequiredService<ReportSteps>().KeepAsync(first, Evidence, EvidenceBasis.Of([], []), CancellationToken.None));
        Assert.True(await queue.FinishAsync(second, new MadeReport("second", []), null, null, new([], null), CancellationToken.None));
        Assert.False(await queue.FinishAsync(second, new MadeReport("again", []), null, null, new([], null), CancellationToken.None));

        Assert.Equal("second", await own.SqlAsync<string>("select content from all_reports where report_id = $1", id));
        Assert.Equal(1, await own.SqlAsync<int>(Completions, user.TenantId!));
    }

    [Fact]
    public async Task A_worker_that_stops_hands_its_report_back_without_counting_the_attempt()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("WKS", Row);
        var user = own.User(new Watchlist(Stocks: ["WKS"]));
        var asked = new TaskCompletionSource();
        own.Model(user, async (_, token) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            return "";
        });
        var id = (await own.RequestAsync(user)).ReportId;
        await asked.Task.WaitAsync(Eventually.Deadline);

        await own.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<ReportWorker>().Single().StopAsync(CancellationToken.None);

        Assert.Equal("pending 0", await own.SqlAsync<string>("select status || ' ' || attempts from all_reports where report_id = $1", id));
    }

    [Fact]
    public async Task The_configuration_is_asked_for_as_the_reports_own_user()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("WKU", Row);
        var user = own.User(new Watchlist(Stocks: ["WKU"]));

        await own.MakeAsync(user);

        var asked = own.Peer.Seen.Single(seen => seen.Path == "/users/ada");
        Assert.Equal(user with { }, TestContexts.Codec(module: "tenants").Verify(asked.Headers[TenantHeaders.Context], ContextAudience.Background));
        Assert.DoesNotContain(own.Peer.Seen.Single(seen => seen.Path.StartsWith("/quotes", StringComparison.Ordinal)).Headers.Keys, TenantHeaders.Context.Equals);
    }

    [Fact]
    public void Impossible_options_are_named_by_key()
    {
        var result = new WorkerOptionsValidator().Validate(null, new WorkerOptions
        {
            Parallelism = 0, ScheduledParallelism = 0, FreshFor = TimeSpan.FromDays(2), Lease = TimeSpan.FromSeconds(1), Poll = TimeSpan.Zero, MaximumAttempts = 0, BackOff = TimeSpan.Zero, LongestWait = TimeSpan.Zero,
        });

        Assert.Equal(["Reports:Parallelism", "Reports:ScheduledParallelism", "Reports:Lease", "Reports:Poll", "Reports:MaximumAttempts", "Reports:BackOff", "Reports:LongestWait", "Reports:FreshFor"], result.Failures!.Select(failure => failure.Split(' ')[0]));
        Assert.True(new WorkerOptionsValidator().Validate(null, new WorkerOptions()).Succeeded);
    }
}
