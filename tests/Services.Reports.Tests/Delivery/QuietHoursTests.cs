using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Delivery.Quiet;
using Nanobot.Services.Reports.Delivery.Working;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Delivery;

public sealed class QuietHoursTests
{
    private static readonly QuietHours Night = new(23 * 60, 7 * 60);

    // Berlin: clocks go forward on 2026-03-29 at 2:00, and back on 2026-10-25 at 3:00.
    [Theory]
    [InlineData("2026-03-28T21:59:00Z", null)]
    [InlineData("2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z")]
    [InlineData("2026-03-29T00:59:00Z", "2026-03-29T05:00:00Z")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29T05:00:00Z")]
    [InlineData("2026-03-29T04:59:59Z", "2026-03-29T05:00:00Z")]
    [InlineData("2026-03-29T05:00:00Z", null)]
    [InlineData("2026-10-24T20:59:00Z", null)]
    [InlineData("2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25T06:00:00Z")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25T06:00:00Z")]
    [InlineData("2026-10-25T05:59:59Z", "2026-10-25T06:00:00Z")]
    [InlineData("2026-10-25T06:00:00Z", null)]
    public void A_night_ends_at_seven_by_the_clock_however_long_it_was(string now, string? until) => Assert.Equal(At(until), Night.Until(At(now)!.Value, ZoneName.Parse("Europe/Berlin").Zone));

    [Theory]
    // An end that the clock leaves out.
    [InlineData(60, 150, "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")]
    // One that it shows twice, before each of them and between.
    [InlineData(60, 150, "2026-10-25T00:20:00Z", "2026-10-25T00:30:00Z")]
    [InlineData(60, 150, "2026-10-25T00:40:00Z", null)]
    [InlineData(60, 150, "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z")]
    // Within one day.
    [InlineData(720, 780, "2026-06-01T10:15:00Z", "2026-06-01T11:00:00Z")]
    [InlineData(720, 780, "2026-06-01T11:00:00Z", null)]
    public void An_end_that_is_not_there_or_twice_is_found(int from, int to, string now, string? until) =>
        Assert.Equal(At(until), new QuietHours(from, to).Until(At(now)!.Value, ZoneName.Parse("Europe/Berlin").Zone));

    [Theory]
    [InlineData("00:00", 0)]
    [InlineData("23:59", 1439)]
    [InlineData("24:00", null)]
    [InlineData("7:00", null)]
    [InlineData("07:60", null)]
    [InlineData("07.00", null)]
    [InlineData("-1:00", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_time_of_day_is_written_in_one_way(string? text, int? minute) => Assert.Equal(minute, QuietHours.Parse(text));

    [Fact]
    public async Task What_happens_at_night_is_told_in_the_morning_in_one_notice_with_each_in_its_order()
    {
        await using var host = new DeliveryHost();
        var ada = host.User(["push"], zone: "Europe/Berlin");
        var bob = host.User(["push"], zone: "America/New_York");
        foreach (var user in new[] { ada, bob })
        {
            Assert.Equal("23:00", (await host.SendAsync(user, HttpMethod.Put, "/delivery/quiet-hours", new { from = "23:00", to = "07:00" }, 200))["from"]!.GetValue<string>());
        }

        host.Clock.SetUtcNow(At("2026-11-20T23:30:00Z")!.Value);
        var first = await host.MakeAsync(ada);
        await host.DeliverAsync();
        host.Clock.Advance(TimeSpan.FromHours(3));
        var second = await host.MakeAsync(ada);
        var others = await host.MakeAsync(bob);
        Assert.Equal(2, await host.DeliverAsync());

        Assert.Equal($"report {others} completed", await host.PushedAsync(bob));
        Assert.Equal(("push pending QUIET_HOURS", ""), (await host.StandAsync(ada, first), await host.PushedAsync(ada)));
        Assert.Equal(0, Assert.Single(await host.SeenAsync(ada, first))["tries"]!.GetValue<int>());
        host.Clock.SetUtcNow(At("2026-11-21T05:59:59Z")!.Value);
        Assert.Equal(0, await host.DeliverAsync());
        host.Clock.SetUtcNow(At("2026-11-21T06:00:10Z")!.Value);
        await host.DeliverAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, await host.DeliverAsync());
        Assert.Equal($"report {first}", await host.PushedAsync(ada));
        Assert.Equal($"{first},{second}", await host.Suite.SqlAsync<string>("""
            select string_agg(item ->> 'subject_id', ',') from nanobot.outbox, jsonb_array_elements(envelope::jsonb -> 'data' -> 'items') as item where tenant_id = $1 and topic = 'notice.pushed.v1'
            """, ada.RequiredTenantId));
        Assert.Equal(("push sent", "push sent"), (await host.StandAsync(ada, first), await host.StandAsync(ada, second)));

        // One of them told again is told by itself.
        await host.SendAsync(ada, HttpMethod.Post, $"/reports/{second}/deliveries/push/replay", null, 200);
        Assert.Equal(1, await host.DeliverAsync());
        Assert.Equal($"report {first},report {second} completed", await host.PushedAsync(ada));
    }

    [Fact]
    public async Task Who_has_no_quiet_hours_any_more_or_wants_it_again_is_told_at_once()
    {
        await using var host = new DeliveryHost();
        var ada = host.User(["push"]);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/quiet-hours", new { from = "11:00", to = "13:00" }, 200);
        var report = await host.MakeAsync(ada);
        await host.DeliverAsync();
        Assert.Equal("", await host.PushedAsync(ada));
        await host.SendAsync(ada, HttpMethod.Delete, "/delivery/quiet-hours", null, 204);
        Assert.Equal(1, await host.DeliverAsync());
        Assert.Equal("push sent", await host.StandAsync(ada, report));

        await host.SendAsync(ada, HttpMethod.Put, "/delivery/quiet-hours", new { from = "11:00", to = "13:00" }, 200);
        await host.SendAsync(ada, HttpMethod.Post, $"/reports/{report}/deliveries/push/replay", null, 200);
        Assert.Equal(1, await host.DeliverAsync());
        Assert.Equal("push sent", await host.StandAsync(ada, report));
        await host.SendAsync(ada, HttpMethod.Delete, "/delivery/quiet-hours", null, 204);
        await host.SendAsync(ada, HttpMethod.Delete, "/delivery/quiet-hours", null, 404);
    }

    [Fact]
    public async Task While_nobody_knows_the_users_zone_it_is_told_nothing()
    {
        await using var host = new DeliveryHost();
        var ada = host.User(["push"]);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/quiet-hours", new { from = "22:00", to = "23:00" }, 200);
        var report = await host.MakeAsync(ada);
        host.Suite.Peer.Answer($"/users/{ada.UserId}", "", status: 503);
        // The client asks again, by the clock.
        var delivering = host.AttemptAsync(Assert.Single(await host.Suite.Services.GetRequiredService<DeliveryQueues>().Push.ClaimAsync(10, default)));
        await Eventually.TrueAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(delivering.IsCompleted);
        });
        await delivering;
        Assert.Equal("push pending", await host.StandAsync(ada, report));

        host.Suite.Peer.Answer($"/users/{ada.UserId}", "", status: 404);
        host.Clock.Advance(TimeSpan.FromSeconds(15));
        await host.DeliverAsync();
        Assert.Equal("push sent", await host.StandAsync(ada, report));
    }

    [Theory]
    [InlineData("""{}""", "from,to")]
    [InlineData("""{"from":"23:00","to":"23:00"}""", "to")]
    [InlineData("""{"from":"25:00","to":7}""", "from,to")]
    public async Task What_are_no_quiet_hours_is_refused_by_name(string body, string fields)
    {
        await using var host = new DeliveryHost();
        var refused = await host.SendAsync(host.User([]), HttpMethod.Put, "/delivery/quiet-hours", System.Text.Json.Nodes.JsonNode.Parse(body), 400);

        Assert.Equal(fields, string.Join(',', refused["errors"]!.AsObject().Select(static error => error.Key).Order(StringComparer.Ordinal)));
    }

    private static DateTimeOffset? At(string? text) => text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
