using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Events;

public sealed class ReportRequestedTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    [Fact]
    public async Task A_requested_report_is_made_once_however_often_it_is_asked_for()
    {
        suite.Peer.Quotes("EVT", "2026-11-19,1,2,1,1.5,10");
        var user = suite.User(new Watchlist(Stocks: ["EVT"]));
        var requested = new ReportRequested(Guid.NewGuid(), "daily", "schedule", null, ["AI"]);

        await PublishAsync(user, requested);
        await PublishAsync(user, requested);
        await Eventually.TrueAsync(async () => await suite.SqlAsync<int>("select count(*)::int from nanobot.inbox where tenant_id = $1", user.TenantId!) == 2);
        await Eventually.TrueAsync(async () => await suite.SqlAsync<string>("select status from all_reports where tenant_id = $1", user.TenantId!) == "completed");

        Assert.Contains("EVT", (await suite.EndAsync(user, requested.ReportId)).Content, StringComparison.Ordinal);
        Assert.Equal(1, await suite.SqlAsync<int>("select count(*)::int from all_reports where tenant_id = $1", user.TenantId!));
        Assert.Equal("schedule", await suite.SqlAsync<string>("select origin from all_reports where tenant_id = $1", user.TenantId!));
        Assert.Equal(1, await suite.SqlAsync<int>("select count(*)::int from nanobot.outbox where tenant_id = $1 and topic = 'report.completed.v1'", user.TenantId!));
    }

    [Fact]
    public async Task A_report_asked_for_by_an_event_is_a_scheduled_one_whatever_the_event_calls_itself()
    {
        var user = suite.User(new Watchlist());

        await PublishAsync(user, new ReportRequested(Guid.NewGuid(), "daily", "a door that came later", null, []));

        Assert.Equal("schedule", await Eventually.GetAsync(
            () => suite.SqlAsync<string>("select origin from all_reports where tenant_id = $1", user.TenantId!), static origin => origin is not null));
    }

    [Fact]
    public async Task A_report_id_taken_by_another_user_does_not_stand_in_the_way()
    {
        suite.Peer.Quotes("EVU", "2026-11-19,1,2,1,1.5,10");
        var ada = suite.User(new Watchlist(Stocks: ["EVU"]));
        var bob = suite.User(new Watchlist(Stocks: ["EVU"]), context: TestContexts.User("bob", ada.TenantId));
        var requested = new ReportRequested(Guid.NewGuid(), "daily", "schedule", null, []);

        await PublishAsync(ada, requested);
        await PublishAsync(bob, requested);
        await Eventually.TrueAsync(async () =>
            await suite.SqlAsync<int>("select count(*)::int from all_reports where tenant_id = $1 and status = 'completed'", ada.TenantId!) == 2);
    }

    private Task PublishAsync(TenantContext context, ReportRequested requested) =>
        suite.Services.GetRequiredService<TenantDb>().TransactionAsync(
            context, transaction => transaction.PublishAsync(requested, CancellationToken.None), CancellationToken.None);
}
