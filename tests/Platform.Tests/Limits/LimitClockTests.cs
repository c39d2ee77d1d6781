using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Platform.Tests.Limits;

/// <summary>By a clock that is moved by hand: what a refusal says of the wait is true to the second.</summary>
public sealed class LimitClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 28, 11, 0, 0, TimeSpan.Zero);
    // Its own: calls to give back are heard by all that are on the same Redis.
    private readonly string _scope = TestContexts.NewTenantId();

    [Theory]
    [InlineData(10)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1)]
    public async Task After_the_wait_of_a_minutes_refusal_a_call_succeeds_and_a_second_sooner_none_does(int limit)
    {
        var time = new FakeTimeProvider(Noon);
        await using var process = await LimitProcess.StartAsync(SuiteStores.Shared.CreateRedis(), time);
        var meter = process.Meters.Of(LimitScope.OfTenant(_scope));
        var allowed = new Allowed(limit, "UTC");
        for (var call = 0; call < limit; call++)
        {
            Assert.True((await meter.TakeAsync(CallLimit.Minute, allowed, CancellationToken.None)).IsGranted);
        }

        var refused = await meter.TakeAsync(CallLimit.Minute, allowed, CancellationToken.None);
        Assert.False(refused.IsGranted);
        Assert.InRange(refused.Wait, TimeSpan.FromSeconds((60.0 / limit) - 0.01), TimeSpan.FromSeconds((60.0 / limit) + 0.01));
        var seconds = Math.Ceiling(refused.Wait.TotalSeconds);

        time.Advance(TimeSpan.FromSeconds(seconds - 1));
        if (seconds > 1)
        {
            Assert.False((await meter.TakeAsync(CallLimit.Minute, allowed, CancellationToken.None)).IsGranted);
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await meter.TakeAsync(CallLimit.Minute, allowed, CancellationToken.None)).IsGranted);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29T10:00:00Z", "2026-03-29T22:00:00Z")] // 23 hours
    [InlineData("Europe/Berlin", "2026-10-25T10:00:00Z", "2026-10-25T23:00:00Z")] // 25 hours
    [InlineData("America/Santiago", "2026-09-05T12:00:00Z", "2026-09-06T04:00:00Z")] // the next day has no midnight
    [InlineData("Asia/Kathmandu", "2026-05-01T18:14:59Z", "2026-05-01T18:15:00Z")]
    [InlineData("UTC", "2026-12-31T00:00:00Z", "2027-01-01T00:00:00Z")]
    public async Task A_days_calls_come_back_at_midnight_in_the_tenants_zone_and_not_a_second_sooner(string zone, string now, string midnight)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        await using var process = await LimitProcess.StartAsync(SuiteStores.Shared.CreateRedis(), time);
        var meter = process.Meters.Of(LimitScope.OfTenant(_scope));
        var allowed = new Allowed(3, zone);
        for (var call = 0; call < 3; call++)
        {
            Assert.True((await meter.TakeAsync(CallLimit.Day, allowed, CancellationToken.None)).IsGranted);
        }

        var refused = await meter.TakeAsync(CallLimit.Day, allowed, CancellationToken.None);

        Assert.Equal((false, DateTimeOffset.Parse(midnight, System.Globalization.CultureInfo.InvariantCulture)), (refused.IsGranted, time.GetUtcNow() + refused.Wait));
        time.Advance(refused.Wait - TimeSpan.FromSeconds(1));
        Assert.False((await meter.TakeAsync(CallLimit.Day, allowed, CancellationToken.None)).IsGranted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await meter.TakeAsync(CallLimit.Day, allowed, CancellationToken.None)).IsGranted);
    }

    [Fact]
    public async Task A_bucket_fills_evenly_and_never_above_its_limit()
    {
        var time = new FakeTimeProvider(Noon);
        await using var process = await LimitProcess.StartAsync(SuiteStores.Shared.CreateRedis(), time);
        var meter = process.Meters.Of(LimitScope.OfTenant(_scope));
        var allowed = new Allowed(60, "UTC");
        await TakeAllAsync(meter, allowed);

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(10, await TakeAllAsync(meter, allowed));
        time.Advance(TimeSpan.FromHours(5));
        Assert.Equal(60, await TakeAllAsync(meter, allowed));
    }

    [Fact]
    public async Task Slots_of_a_process_that_died_are_free_when_it_has_said_nothing_for_its_life()
    {
        var time = new FakeTimeProvider(Noon);
        var redis = SuiteStores.Shared.CreateRedis();
        await using var dead = await LimitProcess.StartAsync(redis, time);
        await using var other = await LimitProcess.StartAsync(redis, time);
        var allowed = new Allowed(2, "UTC");
        Assert.True((await dead.Meters.Of(LimitScope.OfTenant(_scope)).TakeAsync(CallLimit.Slots, allowed, CancellationToken.None)).IsGranted);
        Assert.True((await dead.Meters.Of(LimitScope.OfTenant(_scope)).TakeAsync(CallLimit.Slots, allowed, CancellationToken.None)).IsGranted);
        Assert.False((await other.Meters.Of(LimitScope.OfTenant(_scope)).TakeAsync(CallLimit.Slots, allowed, CancellationToken.None)).IsGranted);

        time.Advance(Holder.Life + TimeSpan.FromSeconds(1));
        await other.PulseAsync();

        Assert.True((await other.Meters.Of(LimitScope.OfTenant(_scope)).TakeAsync(CallLimit.Slots, allowed, CancellationToken.None)).IsGranted);
        Assert.True((await other.Meters.Of(LimitScope.OfTenant(_scope)).TakeAsync(CallLimit.Slots, allowed, CancellationToken.None)).IsGranted);
    }

    [Fact]
    public async Task A_limit_that_is_changed_holds_at_once()
    {
        var time = new FakeTimeProvider(Noon);
        await using var process = await LimitProcess.StartAsync(SuiteStores.Shared.CreateRedis(), time);
        var meter = process.Meters.Of(LimitScope.OfTenant(_scope));
        Assert.True((await meter.TakeAsync(CallLimit.Day, new Allowed(1000, "UTC"), CancellationToken.None)).IsGranted);

        Assert.False((await meter.TakeAsync(CallLimit.Day, new Allowed(1, "UTC"), CancellationToken.None)).IsGranted);
        Assert.True((await meter.TakeAsync(CallLimit.Day, new Allowed(2, "UTC"), CancellationToken.None)).IsGranted);
        Assert.False((await meter.TakeAsync(CallLimit.Day, new Allowed(0, "UTC"), CancellationToken.None)).IsGranted);
        Assert.False((await meter.TakeAsync(CallLimit.Minute, new Allowed(0, "UTC"), CancellationToken.None)).IsGranted);
        Assert.False((await meter.TakeAsync(CallLimit.Slots, new Allowed(0, "UTC"), CancellationToken.None)).IsGranted);
    }

    [Theory]
    [InlineData("Africa/Cairo", "2026-04-23T12:00:00Z", "2026-04-22T22:00:00Z", "2026-04-23T22:00:00Z")]
    [InlineData("Nowhere/Land", "2026-04-23T12:00:00Z", "2026-04-23T00:00:00Z", "2026-04-24T00:00:00Z")]
    [InlineData("America/Havana", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")] // midnight comes twice
    public void A_calendar_day_begins_and_ends_with_the_zones_midnight(string zone, string instant, string start, string end)
    {
        var day = CalendarDay.At(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), zone);

        Assert.Equal((start, end), (Text(day.Start), Text(day.End)));

        static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<int> TakeAllAsync(Meter meter, Allowed allowed)
    {
        var count = 0;
        while ((await meter.TakeAsync(CallLimit.Minute, allowed, CancellationToken.None)).IsGranted)
        {
            count++;
        }

        return count;
    }
}
