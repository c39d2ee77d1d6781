using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Bus.RollCalls;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Tests.Messaging;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using StackExchange.Redis;

namespace Nanobot.Platform.Tests.Bus;

/// <summary>Whoever calls knows afterwards that everybody who could be called has done it, and who has not.</summary>
public sealed class RollCallTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private readonly ConcurrentQueue<string> _done = new();

    [Fact]
    public async Task Everybody_who_listens_has_done_it_when_the_caller_goes_on_and_nobody_of_another_database()
    {
        var redis = SuiteStores.Shared.CreateRedis();
        using var first = await ListenAsync(redis, "first");
        using var second = await ListenAsync(redis, "second");
        using var elsewhere = await ListenAsync(SuiteStores.Shared.CreateRedis(), "elsewhere");
        using var caller = await CallerAsync(redis);
        await HeardByAsync(caller, 2);
        _done.Clear();

        for (var i = 0; i < 20; i++)
        {
            var outcome = await CallAsync(caller, Long);

            Assert.Equal((2, 2, 0, true, false), (outcome.Heard, outcome.Done, outcome.Failed, outcome.IsWhole, outcome.HasSilent));
            Assert.Equal(["first", "second"], _done.Order(StringComparer.Ordinal));
            _done.Clear();
        }
    }

    [Fact]
    public async Task Many_callers_at_once_are_each_answered_after_they_called()
    {
        var redis = SuiteStores.Shared.CreateRedis();
        var times = 0;
        using var listener = await ListenAsync(redis, "one", _ => Task.FromResult(Interlocked.Increment(ref times) > 0));
        using var caller = await CallerAsync(redis);
        await HeardByAsync(caller, 1);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            var before = Volatile.Read(ref times);
            Assert.True((await CallAsync(caller, Long)).IsWhole);
            Assert.True(Volatile.Read(ref times) > before);
        }));
    }

    [Fact]
    public async Task One_that_has_ended_is_waited_for_by_nobody_and_one_that_cannot_says_so()
    {
        var redis = SuiteStores.Shared.CreateRedis();
        using var ended = await ListenAsync(redis, "ended");
        using var failing = await ListenAsync(redis, "failing", static _ => Task.FromResult(false));
        using var caller = await CallerAsync(redis);
        await HeardByAsync(caller, 2);
        await ended.StopAsync();

        var outcome = await CallAsync(caller, Long);

        Assert.Equal((1, 0, 1, false, false), (outcome.Heard, outcome.Done, outcome.Failed, outcome.IsWhole, outcome.HasSilent));
    }

    [Fact]
    public async Task One_that_is_silent_is_waited_for_no_longer_than_was_said()
    {
        var redis = SuiteStores.Shared.CreateRedis();
        using var silent = await ListenAsync(redis, "silent", static async stopping =>
        {
            await Task.Delay(Timeout.Infinite, stopping);
            return true;
        });
        using var quick = await ListenAsync(redis, "quick");
        using var caller = await CallerAsync(redis);
        await HeardByAsync(caller, 2, TimeSpan.FromMilliseconds(50));
        var watch = Stopwatch.StartNew();

        var outcome = await CallAsync(caller, TimeSpan.FromMilliseconds(500));

        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(450), TimeSpan.FromSeconds(10));
        Assert.Equal((2, 1, false, true), (outcome.Heard, outcome.Done, outcome.IsWhole, outcome.HasSilent));
    }

    [Fact]
    public async Task Nobody_is_called_while_Redis_is_away_or_hangs_and_everybody_again_when_it_is_back()
    {
        using var redis = new OwnRedis();
        using var listener = await ListenAsync(redis.Connection, "one");
        using var caller = await CallerAsync(redis.Connection);
        Assert.Null((await CallAsync(caller, TimeSpan.FromSeconds(1))).Heard);

        redis.Start();
        await HeardByAsync(caller, 1);
        await using (var administrator = await ConnectionMultiplexer.ConnectAsync($"{redis.Connection},allowAdmin=true"))
        {
            await administrator.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", 120_000, "ALL");
        }

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
        {
            Assert.Null((await CallAsync(caller, TimeSpan.FromMilliseconds(200))).Heard);
        }

        // One call a second waits for it, not each of them.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"took {watch.Elapsed}");
        redis.Kill();
        redis.Start();
        await HeardByAsync(caller, 1);
    }

    private async Task<IHost> ListenAsync(string redis, string name, Func<CancellationToken, Task<bool>>? answer = null)
    {
        var builder = await BuilderAsync(redis);
        builder.Services.AnswerRollCall("test", _ => answer ?? (_ =>
        {
            _done.Enqueue(name);
            return Task.FromResult(true);
        }));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<IHost> CallerAsync(string redis)
    {
        var builder = await BuilderAsync(redis);
        builder.Services.AddRollCall("test");
        return builder.Build();
    }

    private static async Task<HostApplicationBuilder> BuilderAsync(string redis)
    {
        var options = ConfigurationOptions.Parse(redis);
        (options.AbortOnConnectFail, options.BacklogPolicy) = (false, BacklogPolicy.FailFast);
        var connection = await ConnectionMultiplexer.ConnectAsync(options);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Random.Shared);
        builder.Services.AddSingleton<Backoff>();
        builder.Services.AddLogging();
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ => connection);
        return builder;
    }

    private static Task<RollCallOutcome> CallAsync(IHost caller, TimeSpan longest) => caller.Services.GetRequiredService<RollCall>().CallAsync(longest, default);

    private static Task HeardByAsync(IHost caller, int heard, TimeSpan? longest = null) => Eventually.TrueAsync(async () => (await CallAsync(caller, longest ?? TimeSpan.FromSeconds(1))).Heard == heard);
}
