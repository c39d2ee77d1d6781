using Nanobot.Services.Reports.Delivery.Working;
using Nanobot.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Nanobot.Services.Reports.Tests.Delivery;

public sealed class PushTests
{
    [Fact]
    public async Task The_end_of_a_report_is_told_once_to_its_users_connections_and_the_outcome_shows()
    {
        await using var host = new DeliveryHost();
        var ada = host.User(["push"]);
        var report = await host.MakeAsync(ada);
        Assert.Equal("push pending", await host.StandAsync(ada, report));
        Assert.Equal("", await host.PushedAsync(ada));

        Assert.Equal(1, await host.DeliverAsync());
        Assert.Equal(0, await host.DeliverAsync());

        Assert.Equal($"report {report} completed", await host.PushedAsync(ada));
        var seen = Assert.Single(await host.SeenAsync(ada, report));
        Assert.Equal(("sent", 1, null, null), (seen["status"]!.GetValue<string>(), seen["tries"]!.GetValue<int>(), seen["code"], seen["next_at"]));
        Assert.Equal(DeliveryHost.Start, seen["ended_at"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task A_report_that_failed_is_told_too_and_one_that_its_user_cancelled_is_not()
    {
        await using var host = new DeliveryHost();
        var ada = host.Suite.User(new Contracts.Users.Watchlist(Stocks: ["NONE"]), new Contracts.Users.Preferences(Language: "en", NotificationChannels: ["push"]));
        var failed = await host.MakeAsync(ada);
        var cancelled = (await host.Suite.RequestAsync(ada)).ReportId;
        await host.SendAsync(ada, HttpMethod.Post, $"/reports/{cancelled}/cancel", null, 200);
        await host.DeliverAsync();

        Assert.Equal($"report {failed} failed", await host.PushedAsync(ada));
        Assert.Empty(await host.SeenAsync(ada, cancelled));
    }

    [Fact]
    public async Task Who_wants_to_be_told_by_no_way_is_told_by_none()
    {
        await using var host = new DeliveryHost();
        var ada = host.User([]);
        var report = await host.MakeAsync(ada);

        Assert.Empty(await host.SeenAsync(ada, report));
        Assert.Equal(0, await host.DeliverAsync());
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_tells_nothing()
    {
        await using var host = new DeliveryHost();
        var ada = host.User(["push"]);
        var report = await host.MakeAsync(ada);
        var queue = host.Suite.Services.GetRequiredService<DeliveryQueues>().Push;
        var dead = Assert.Single(await queue.ClaimAsync(10, default));
        Assert.Empty(await queue.ClaimAsync(10, default));
        host.Clock.Advance(TimeSpan.FromSeconds(91));
        Assert.Equal(1, await host.DeliverAsync());

        await host.AttemptAsync(dead);

        Assert.Equal($"report {report} completed", await host.PushedAsync(ada));
        Assert.Equal(2, Assert.Single(await host.SeenAsync(ada, report))["tries"]!.GetValue<int>());
    }

    [Fact]
    public async Task Of_a_suspended_tenant_nothing_is_told_until_it_is_active_again()
    {
        await using var host = new DeliveryHost();
        var ada = host.User(["push"]);
        var report = await host.MakeAsync(ada);
        host.Suite.Standings.Set(ada.RequiredTenantId, "suspended", 2);
        Assert.Equal(0, await host.DeliverAsync());
        Assert.Equal("push pending", await host.StandAsync(ada, report));

        host.Suite.Standings.Set(ada.RequiredTenantId, "active", 3);
        await host.Suite.SqlAsync<int>("update nanobot.tenant_states set status = 'active', epoch = 3 where tenant_id = $1 returning 1", ada.RequiredTenantId);
        Assert.Equal(1, await host.DeliverAsync());
        Assert.Equal("push sent", await host.StandAsync(ada, report));
    }

    [Fact]
    public async Task Deliveries_are_their_users_own()
    {
        await using var host = new DeliveryHost();
        var ada = host.User(["push"]);
        var report = await host.MakeAsync(ada);
        var bob = host.User(["push"], context: TestContexts.User("bob", ada.TenantId));

        foreach (var path in new[] { $"/reports/{report}/deliveries", $"/reports/{Guid.NewGuid()}/deliveries", "/reports/none/deliveries" })
        {
            Assert.Equal("REPORT_NOT_FOUND", (await host.SendAsync(bob, HttpMethod.Get, path, null, 404))["code"]!.GetValue<string>());
        }

        foreach (var path in new[] { $"/reports/{report}/deliveries/push/replay", $"/reports/{Guid.NewGuid()}/deliveries/push/replay", $"/reports/{report}/deliveries/pigeon/replay" })
        {
            Assert.Equal("DELIVERY_NOT_FOUND", (await host.SendAsync(bob, HttpMethod.Post, path, null, 404))["code"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task What_was_told_is_told_again_where_its_user_wants_it_with_the_same_id()
    {
        await using var host = new DeliveryHost();
        var ada = host.User(["push"]);
        var report = await host.MakeAsync(ada);
        Assert.Equal("DELIVERY_PENDING", (await host.SendAsync(ada, HttpMethod.Post, $"/reports/{report}/deliveries/push/replay", null, 409))["code"]!.GetValue<string>());
        await host.DeliverAsync();
        var before = Assert.Single(await host.SeenAsync(ada, report));

        var replayed = await host.SendAsync(ada, HttpMethod.Post, $"/reports/{report}/deliveries/push/replay", null, 200);
        await host.DeliverAsync();

        Assert.Equal(("pending", before["delivery_id"]!.ToString()), (replayed["status"]!.GetValue<string>(), replayed["delivery_id"]!.ToString()));
        Assert.Equal($"report {report} completed,report {report} completed", await host.PushedAsync(ada));
        // That one was not asked to be told by.
        await host.SendAsync(ada, HttpMethod.Post, $"/reports/{report}/deliveries/email/replay", null, 404);
    }
}
