using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>A waiting report is its tenant's and its user's, and nothing else is stored of them: it is made as they stand when it is claimed.</summary>
public sealed class StoredIdentityTests
{
    private const string Row = "2026-11-19,1,2,1,1.5,10";
    private const string Known = "select concat_ws(' ', status, plan, epoch) from nanobot.tenant_states where tenant_id = $1";

    [Fact]
    public async Task A_report_asked_for_under_one_key_is_made_when_only_another_is_left()
    {
        var user = TestContexts.User();
        Guid id;
        IReadOnlyList<KeyValuePair<string, string?>> database;
        await using (var before = new ReportsSuite(ReportsSuite.WithoutWorker, Keys(TestKey.New("reports-old", "reports"))))
        {
            before.Peer.Rights.TrustsAnySignature = true;
            id = (await before.RequestAsync(user)).ReportId;
            database = ReportsSuite.On(before.Database);
        }

        await using var after = new ReportsSuite(null, [.. database, .. Keys(TestKey.New("reports-new", "reports"))]);
        after.Peer.Rights.TrustsAnySignature = true;
        after.Peer.Quotes("KEY", Row);
        after.User(new Watchlist(Stocks: ["KEY"]), context: user);

        var report = await after.EndAsync(user, id);
        Assert.Equal(("completed", null), (report.Status, report.ErrorMessage));
    }

    [Fact]
    public async Task A_suspended_tenants_report_waits_and_is_made_once_the_tenant_is_active_again()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("SUS", Row);
        var user = own.User(new Watchlist(Stocks: ["SUS"]));
        var other = own.User(new Watchlist(Stocks: ["SUS"]), context: TestContexts.User("bob"));
        await own.TellAsync(user, new TenantSuspended(user.TenantId!, 2), 2);
        await IsKnownAsync(own, user, "suspended professional 2");

        // Let in before the suspension, and stored after it.
        var id = (await own.RequestAsync(user)).ReportId;
        await own.MakeAsync(other);
        await own.MakeAsync(other);
        Assert.Equal("pending 0", await own.SqlAsync<string>("select status || ' ' || attempts from all_reports where report_id = $1", id));

        await own.TellAsync(user, new TenantActivated(user.TenantId!, 3), 3);

        Assert.Equal("completed", (await own.EndAsync(user, id)).Status);
        var asked = own.Peer.Seen.Single(static seen => seen.Path == "/users/ada");
        Assert.Equal(TestContexts.Of(user.TenantId, "ada", TenantRole.User, "professional", 3),
            TestContexts.Codec(module: "tenants").Verify(asked.Headers[TenantHeaders.Context], ContextAudience.Background));
    }

    [Fact]
    public async Task A_report_in_the_making_is_put_aside_when_its_tenant_is_suspended_and_made_once_the_tenant_is_active_again()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("SUM", Row);
        var user = own.User(new Watchlist(Stocks: ["SUM"]));
        var speaking = new TaskCompletionSource();
        own.Model(user, async (_, cancellationToken) =>
        {
            if (speaking.TrySetResult())
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return "Calm.";
        });
        var id = (await own.RequestAsync(user)).ReportId;
        await speaking.Task.WaitAsync(Eventually.Deadline);

        await own.TellAsync(user, new TenantSuspended(user.TenantId!, 2), 2);

        await Eventually.TrueAsync(async () => await own.SqlAsync<string>("select concat_ws(' ', status, attempts, lease_id) from all_reports where report_id = $1", id) == "pending 0");
        await IsKnownAsync(own, user, "suspended professional 2");
        await own.TellAsync(user, new TenantActivated(user.TenantId!, 3), 3);
        Assert.Equal("completed", (await own.EndAsync(user, id)).Status);
    }

    [Fact]
    public async Task A_report_that_fails_while_its_tenant_is_suspended_is_not_tried_again_before_the_tenant_is_active()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("SUT", Row);
        var user = own.User(new Watchlist(Stocks: ["SUT"]));
        var other = own.User(new Watchlist(Stocks: ["SUT"]), context: TestContexts.User("bob"));
        var calls = 0;
        own.Model(user, async (_, _) =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                return "Calm.";
            }

            await own.TellAsync(user, new TenantSuspended(user.TenantId!, 2), 2);
            await IsKnownAsync(own, user, "suspended professional 2");
            throw new InvalidOperationException("broken");
        });
        var id = (await own.RequestAsync(user)).ReportId;
        await Eventually.TrueAsync(async () => await own.SqlAsync<string>("select status || ' ' || attempts from all_reports where report_id = $1", id) == "pending 0");

        await own.MakeAsync(other);
        await own.MakeAsync(other);
        Assert.Equal(1, calls);

        await own.TellAsync(user, new TenantActivated(user.TenantId!, 3), 3);
        Assert.Equal("completed", (await own.EndAsync(user, id)).Status);
    }

    [Fact]
    public async Task A_waiting_report_stores_no_signed_context()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = TestContexts.User();

        await own.RequestAsync(user);

        Assert.Equal(1, await own.SqlAsync<int>("select count(*)::int from all_reports where tenant_id = $1 and tenant_context is null", user.TenantId!));
        await IsKnownAsync(own, user, "active professional 1");
    }

    [Fact]
    public async Task A_report_of_a_tenant_that_is_not_known_waits_until_the_tenant_is_heard_of()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = TestContexts.User();
        await own.RequestAsync(user);
        // As of before tenants were noted.
        await own.SqlAsync<int>("delete from nanobot.tenant_states returning 1");
        var (queue, lane) = (own.Services.GetRequiredService<ReportQueue>(), own.Services.GetRequiredService<ReportLanes>().Asked);
        Assert.Empty(await lane.ClaimAsync(4, CancellationToken.None));

        await own.TellAsync(user, new TenantActivated(user.TenantId!, 4), 4);
        await IsKnownAsync(own, user, "active professional 4");

        Assert.Equal([TestContexts.Of(user.TenantId, "ada", TenantRole.User, "professional", 4)],
            (await lane.ClaimAsync(4, CancellationToken.None)).Select(static report => report.Context));
    }

    private static Task IsKnownAsync(ReportsSuite suite, TenantContext user, string state) =>
        Eventually.GetAsync(() => suite.SqlAsync<string>(Known, user.TenantId!), known => known == state);

    private static KeyValuePair<string, string?>[] Keys(TestKey own) =>
        [.. TestKeys.Settings([own], [TestKeys.Of("gateway"), TestKeys.Of("tenants"), TestKeys.Of("chat"), own, TestKeys.Of("scheduler")])];
}
