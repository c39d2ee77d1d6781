using System.Diagnostics;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Platform.Tests.Messaging;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Platform.Tests.Limits;

/// <summary>Redis hangs, refuses to write, lost everything, or is gone: a small share instead, and all is told once it is back.</summary>
public sealed class LimitOutageTests
{
    // Its own: calls to give back are heard by all that are on the same Redis.
    private readonly string _scope = TestContexts.NewTenantId();

    [Fact]
    public async Task Without_Redis_a_process_goes_by_a_share_of_each_limit()
    {
        using var redis = new OwnRedis();
        redis.Start();
        await using var process = await LimitProcess.StartAsync(redis.Connection);
        redis.Kill();
        var (allowed, meter) = (new Allowed(80, "UTC"), process.Meters.Of(LimitScope.OfTenant(_scope)));

        Assert.Equal(10, await CountAsync(() => meter.TakeAsync(CallLimit.Minute, allowed, CancellationToken.None)));
        Assert.Equal(10, await CountAsync(() => meter.TakeAsync(CallLimit.Day, allowed, CancellationToken.None)));
        Assert.Equal(10, await CountAsync(() => meter.TakeAsync(CallLimit.Slots, allowed, CancellationToken.None)));
        Assert.Equal(1, await CountAsync(() => process.Meters.Of(LimitScope.OfOwner(_scope, "user", "small")).TakeAsync(CallLimit.Slots, new Allowed(2, "UTC"), CancellationToken.None)));
    }

    [Fact]
    public async Task A_Redis_that_hangs_holds_up_one_call_and_no_longer_than_its_deadline()
    {
        using var redis = new OwnRedis();
        redis.Start();
        await using var process = await LimitProcess.StartAsync(redis.Connection, options: new CallOptions());
        var (allowed, meter) = (new Allowed(800, "UTC"), process.Meters.Of(LimitScope.OfTenant(_scope)));
        Assert.True((await meter.TakeAsync(CallLimit.Slots, allowed, CancellationToken.None)).IsGranted);
        await using var administrator = await ConnectionMultiplexer.ConnectAsync($"{redis.Connection},allowAdmin=true");
        await administrator.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", 3_000, "ALL");

        var watch = Stopwatch.StartNew();
        for (var call = 0; call < 50; call++)
        {
            var taken = await meter.TakeAsync(CallLimit.Minute, allowed, CancellationToken.None);
            Assert.True(taken is { IsGranted: true, IsShare: true });
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await Eventually.TrueAsync(async () => await meter.TakeAsync(CallLimit.Minute, allowed, CancellationToken.None) is { IsGranted: true, IsShare: false });
    }

    [Fact]
    public async Task What_was_called_without_Redis_is_counted_once_it_is_back()
    {
        using var redis = new OwnRedis();
        redis.Start();
        await using var process = await LimitProcess.StartAsync(redis.Connection);
        var (allowed, meter) = (new Allowed(80, "UTC"), process.Meters.Of(LimitScope.OfTenant(_scope)));
        redis.Kill();
        Assert.Equal(10, await CountAsync(() => meter.TakeAsync(CallLimit.Day, allowed, CancellationToken.None)));

        redis.Start();
        await Eventually.TrueAsync(async () => await meter.TakeAsync(CallLimit.Slots, allowed, CancellationToken.None) is { IsShare: false });

        var had = 0;
        await Eventually.TrueAsync(async () =>
        {
            var taken = await meter.TakeAsync(CallLimit.Day, allowed, CancellationToken.None);
            had += taken.IsGranted ? 1 : 0;
            return taken is { IsGranted: false, IsShare: false };
        });
        Assert.Equal(70, had);
    }

    [Fact]
    public async Task A_Redis_that_lost_everything_is_told_again_what_was_called_and_what_runs()
    {
        using var redis = new OwnRedis();
        redis.Start();
        await using var first = await LimitProcess.StartAsync(redis.Connection);
        await using var second = await LimitProcess.StartAsync(redis.Connection);
        var allowed = new Allowed(10, "UTC");
        for (var call = 0; call < 6; call++)
        {
            Assert.True((await first.Meters.Of(LimitScope.OfTenant(_scope)).TakeAsync(CallLimit.Day, allowed, CancellationToken.None)).IsGranted);
            Assert.True((await first.Meters.Of(LimitScope.OfTenant(_scope)).TakeAsync(CallLimit.Slots, allowed, CancellationToken.None)).IsGranted);
        }

        await using (var administrator = await ConnectionMultiplexer.ConnectAsync($"{redis.Connection},allowAdmin=true"))
        {
            await administrator.GetDatabase().ExecuteAsync("FLUSHALL");
            await administrator.GetDatabase().ExecuteAsync("SCRIPT", "FLUSH");
        }

        await first.PulseAsync();
        await second.PulseAsync();

        Assert.Equal(4, await CountAsync(() => second.Meters.Of(LimitScope.OfTenant(_scope)).TakeAsync(CallLimit.Day, allowed, CancellationToken.None)));
        Assert.Equal(4, await CountAsync(() => second.Meters.Of(LimitScope.OfTenant(_scope)).TakeAsync(CallLimit.Slots, allowed, CancellationToken.None)));
    }

    [Fact]
    public async Task A_Redis_that_may_not_be_written_to_counts_as_away()
    {
        using var redis = new OwnRedis();
        redis.Start();
        await using var process = await LimitProcess.StartAsync(redis.Connection);
        await using (var administrator = await ConnectionMultiplexer.ConnectAsync($"{redis.Connection},allowAdmin=true"))
        {
            await administrator.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "1mb");
            await administrator.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "noeviction");
        }

        var taken = await process.Meters.Of(LimitScope.OfTenant(_scope)).TakeAsync(CallLimit.Minute, new Allowed(80, "UTC"), CancellationToken.None);

        Assert.True(taken is { IsGranted: true, IsShare: true });
    }

    private static async Task<int> CountAsync(Func<ValueTask<Taken>> take)
    {
        for (var had = 0; ; had++)
        {
            if (await take() is { IsGranted: false })
            {
                return had;
            }
        }
    }
}
