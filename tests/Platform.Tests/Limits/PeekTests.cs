using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Platform.Tests.Limits;

/// <summary>Looking whether there is one takes none, however many look and wherever.</summary>
public sealed class PeekTests
{
    // Its own: calls to give back are heard by all that are on the same Redis.
    private readonly string _scope = TestContexts.NewTenantId();

    public static TheoryData<CallLimit> Limits => [.. Enum.GetValues<CallLimit>()];

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task However_many_look_at_the_last_one_each_sees_it_and_one_takes_it(CallLimit limit)
    {
        await using var process = await LimitProcess.StartAsync(SuiteStores.Shared.CreateRedis(), new FakeTimeProvider(DateTimeOffset.UtcNow));
        var (meter, allowed) = (process.Meters.Of(LimitScope.OfTenant(_scope)), new Allowed(1, "UTC"));

        var looks = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => meter.PeekAsync(limit, allowed, default).AsTask()));
        Assert.All(looks, static look => Assert.True(look is { IsGranted: true, Remaining: 1, Limit: 1 }, look.ToString()));

        Assert.True((await meter.TakeAsync(limit, allowed, default)).IsGranted);
        var gone = await meter.PeekAsync(limit, allowed, default);
        Assert.Equal((false, 0, gone.Wait), (gone.IsGranted, gone.Remaining, (await meter.TakeAsync(limit, allowed, default)).Wait));
        Assert.True(gone.Wait > TimeSpan.Zero);
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task What_one_process_looked_at_another_one_has(CallLimit limit)
    {
        var redis = SuiteStores.Shared.CreateRedis();
        await using var first = await LimitProcess.StartAsync(redis);
        await using var second = await LimitProcess.StartAsync(redis);
        var allowed = new Allowed(1, "UTC");
        Assert.True((await first.Meters.Of(LimitScope.OfTenant(_scope)).PeekAsync(limit, allowed, default)).IsGranted);

        Assert.True((await second.Meters.Of(LimitScope.OfTenant(_scope)).PeekAsync(limit, allowed, default)).IsGranted);
        Assert.True((await second.Meters.Of(LimitScope.OfTenant(_scope)).TakeAsync(limit, allowed, default)).IsGranted);

        Assert.False((await first.Meters.Of(LimitScope.OfTenant(_scope)).TakeAsync(limit, allowed, default)).IsGranted);
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Of_many_that_look_and_then_take_exactly_as_many_have_one_as_there_are(CallLimit limit)
    {
        await using var process = await LimitProcess.StartAsync(SuiteStores.Shared.CreateRedis());
        var (meter, allowed) = (process.Meters.Of(LimitScope.OfTenant(_scope)), new Allowed(20, "UTC"));

        var taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () =>
            (await meter.PeekAsync(limit, allowed, default)).IsGranted && (await meter.TakeAsync(limit, allowed, default)).IsGranted)));

        Assert.InRange(taken.Count(static one => one), 20, limit == CallLimit.Minute ? 22 : 20);
    }

    [Fact]
    public async Task What_is_looked_at_and_taken_then_costs_one_question()
    {
        await using var process = await LimitProcess.StartAsync(SuiteStores.Shared.CreateRedis(), new FakeTimeProvider(DateTimeOffset.UtcNow));
        var (meter, allowed, before) = (process.Meters.Of(LimitScope.OfTenant(_scope)), new Allowed(10, "UTC"), process.Questions);

        for (var call = 0; call < 10; call++)
        {
            Assert.True((await meter.PeekAsync(CallLimit.Minute, allowed, default)).IsGranted);
            var taken = await meter.TakeAsync(CallLimit.Minute, allowed, default);
            Assert.Equal((true, 9 - call), (taken.IsGranted, taken.Remaining));
        }

        // Of ten none is had beforehand but the one that is looked for; the first question sends its script too.
        Assert.InRange(process.Questions - before, 10, 12);
    }
}
