using System.Diagnostics;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>What events have not told yet counts all the same: a process was down, a replica holds the event, Redis lost it.</summary>
public sealed class StandingTests
{
    private const string Row = "2026-11-20,1,2,1,2,5";
    private const string State = "select concat_ws(' ', status, attempts, lease_id) from all_reports where report_id = $1";

    [Theory]
    [InlineData("suspended")]
    [InlineData("expired")]
    [InlineData("deleted")]
    public async Task A_report_whose_tenant_may_not_work_waits_although_no_event_has_told_it_here(string status)
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("STA", Row);
        var user = own.User(new Watchlist(Stocks: ["STA"]));
        var other = own.User(new Watchlist(Stocks: ["STA"]), context: TestContexts.User("bob"));
        own.Standings.Set(user.RequiredTenantId, status, epoch: 2);
        var id = (await own.RequestAsync(user)).ReportId;

        await own.MakeAsync(other);
        await own.MakeAsync(other);
        Assert.Equal("pending 0", await own.SqlAsync<string>(State, id));

        own.Standings.Set(user.RequiredTenantId, "active", epoch: 3);
        await own.TellAsync(user, new TenantActivated(user.RequiredTenantId, 3), 3);
        Assert.Equal("completed", (await own.EndAsync(user, id)).Status);
        Assert.Equal(1, await own.SqlAsync<int>("select attempts::int from all_reports where report_id = $1", id));
    }

    [Fact]
    public async Task While_nobody_says_how_tenants_stand_no_report_is_begun_and_none_is_lost()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("STB", Row);
        own.Standings.Answers = false;
        var user = own.User(new Watchlist(Stocks: ["STB"]));
        var id = (await own.RequestAsync(user)).ReportId;
        await Eventually.TrueAsync(() => Task.FromResult(own.Standings.Asked.Count >= 3));
        Assert.Equal("pending 0", await own.SqlAsync<string>(State, id));

        own.Standings.Answers = true;
        Assert.Equal("completed", (await own.EndAsync(user, id)).Status);
    }

    [Fact]
    public async Task A_report_of_a_tenant_that_nobody_knows_waits()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("STC", Row);
        var user = own.User(new Watchlist(Stocks: ["STC"]));
        own.Standings.Lose(user.RequiredTenantId);
        var id = (await own.RequestAsync(user)).ReportId;
        await Eventually.TrueAsync(async () => await own.SqlAsync<string>($"{State} and due_at > now() + interval '5 seconds'", id) == "pending 0");
    }

    [Fact]
    public async Task A_report_in_the_making_is_put_aside_within_two_seconds_although_nothing_was_broadcast()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("STD", Row);
        var user = own.User(new Watchlist(Stocks: ["STD"]));
        var speaking = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        own.Model(user, async (_, cancellationToken) =>
        {
            if (speaking.TrySetResult())
            {
                await using var end = cancellationToken.Register(ended.SetResult);
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return "Calm.";
        });
        var id = (await own.RequestAsync(user)).ReportId;
        await speaking.Task.WaitAsync(Eventually.Deadline);

        own.Standings.Set(user.RequiredTenantId, "suspended", epoch: 2);
        var watch = Stopwatch.StartNew();
        await ended.Task.WaitAsync(Eventually.Deadline);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), watch.Elapsed.ToString());
        await Eventually.TrueAsync(async () => await own.SqlAsync<string>(State, id) == "pending 0");

        own.Standings.Set(user.RequiredTenantId, "active", epoch: 3);
        await own.TellAsync(user, new TenantActivated(user.RequiredTenantId, 3), 3);
        Assert.Equal("completed", (await own.EndAsync(user, id)).Status);
    }
}
