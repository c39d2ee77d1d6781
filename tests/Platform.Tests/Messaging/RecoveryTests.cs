using Nanobot.Testing;
using Nanobot.Testing.Stores;
using StackExchange.Redis;

namespace Nanobot.Platform.Tests.Messaging;

public sealed class RecoveryTests
{
    [Fact]
    public async Task What_an_instance_was_handling_when_it_ended_is_taken_over_first_and_in_order()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hanging = new Before
        {
            Act = async (_, _, token) =>
            {
                entered.TrySetResult();
                await Task.Delay(Timeout.Infinite, token);
            },
        };
        var first = await MessagingHost.StartAsync(hanging);
        await using var second = await MessagingHost.StartAsync(beside: first);
        var ada = TestContexts.User();
        await first.PublishAsync(ada, Enumerable.Range(0, 10).Select(number => new ThingHappened(number)));
        await entered.Task.WaitAsync(Eventually.Deadline);

        await first.DisposeAsync();
        await second.PublishAsync(ada, new ThingHappened(10));

        await second.ExpectAsync(ada, Enumerable.Range(0, 11));
        await second.SettleAsync();
    }

    [Fact]
    public async Task An_entry_that_a_dead_consumer_holds_is_taken_over_once_idle_and_the_consumers_name_removed()
    {
        // The dead consumer reads in the same step in which the entry appears, so the living one cannot get it first.
        const string AddAndRead = """
            redis.call('XADD', KEYS[1], '*', 'data', ARGV[1], 'metadata', '{}')
            return redis.call('XREADGROUP', 'GROUP', ARGV[2], 'dead', 'COUNT', '10', 'STREAMS', KEYS[1], '>')
            """;
        await using var source = await MessagingHost.StartAsync();
        await using var host = await MessagingHost.StartAsync(settings: [("Messaging:ForgetConsumerAfter", "00:00:01")]);
        var ada = TestContexts.User();
        await source.PublishAsync(ada, new ThingHappened(1));
        var entry = (await Eventually.GetAsync(() => source.EntriesAsync(ThingHappened.Topic), entries => entries.Count > 0))[0];

        await Eventually.TrueAsync(() => host.Redis.KeyExistsAsync(ThingHappened.Topic));
        var read = await host.Redis.ScriptEvaluateAsync(AddAndRead, [(RedisKey)ThingHappened.Topic], [entry["data"], MessagingHost.Group]);
        Assert.False(read.IsNull);

        await host.ExpectAsync(ada, 1);
        await host.SettleAsync();
        await Eventually.TrueAsync(async () => !(await ConsumersAsync(host)).Contains("dead"));
        Assert.Single(await ConsumersAsync(host));
    }

    [Fact]
    public async Task A_dead_consumers_entries_are_taken_over_however_many_and_in_order()
    {
        const string AddAndRead = """
            for _, data in ipairs(ARGV) do redis.call('XADD', KEYS[1], '*', 'data', data, 'metadata', '{}') end
            redis.call('XGROUP', 'CREATE', KEYS[1], KEYS[2], '0')
            return redis.call('XREADGROUP', 'GROUP', KEYS[2], 'dead', 'STREAMS', KEYS[1], '>')
            """;
        var numbers = Enumerable.Range(0, 250).ToList();
        var ada = TestContexts.User();
        var redis = SuiteStores.Shared.CreateRedis();
        await using (var source = await MessagingHost.StartAsync())
        {
            await source.PublishAsync(ada, numbers.Select(number => new ThingHappened(number)));
            var entries = await Eventually.GetAsync(() => source.EntriesAsync(ThingHappened.Topic), entries => entries.Count == numbers.Count);
            await using var dying = await ConnectionMultiplexer.ConnectAsync(redis);
            await dying.GetDatabase().ScriptEvaluateAsync(
                AddAndRead, [ThingHappened.Topic, MessagingHost.Group], [.. entries.Select(entry => (RedisValue)entry["data"])]);
        }

        await using var host = await MessagingHost.StartAsync(redis: redis);

        await host.ExpectAsync(ada, numbers);
        await host.SettleAsync();
    }

    [Fact]
    public async Task An_event_that_takes_long_stays_with_its_consumer()
    {
        using var release = new SemaphoreSlim(0);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = new Before
        {
            Act = (_, _, token) =>
            {
                entered.TrySetResult();
                return release.WaitAsync(token);
            },
        };
        await using var host = await MessagingHost.StartAsync(before);
        var ada = TestContexts.User();
        await host.PublishAsync(ada, new ThingHappened(1));
        await entered.Task.WaitAsync(Eventually.Deadline);

        // Its idle time starts anew again and again, and nobody else's delivery is counted.
        var last = 0L;
        var renewals = 0;
        await Eventually.TrueAsync(async () =>
        {
            var pending = (RedisResult[])(await host.Redis.ExecuteAsync("XPENDING", ThingHappened.Topic, MessagingHost.Group, "-", "+", 10))!;
            if (pending.Length == 1)
            {
                var entry = (RedisResult[])pending[0]!;
                Assert.Equal(1, (long)entry[3]);
                renewals += (long)entry[2] < last ? 1 : 0;
                last = (long)entry[2];
            }

            return renewals >= 8;
        });
        release.Release();

        await host.ExpectAsync(ada, 1);
        await host.SettleAsync();
    }

    [Fact]
    public async Task An_entry_that_was_taken_up_too_often_is_put_aside_without_another_try()
    {
        await using var host = await MessagingHost.StartAsync(settings: [("Messaging:MaximumDeliveries", "3")]);
        var ada = TestContexts.User();
        await host.PublishAsync(ada, new ThingHappened(1));
        await host.ExpectAsync(ada, 1);
        await host.SettleAsync();

        // As if its consumers had died while handling it, three times.
        await host.Redis.ExecuteAsync("XGROUP", "SETID", ThingHappened.Topic, MessagingHost.Group, "$");
        const string AddAndClaim = """
            local id = redis.call('XADD', KEYS[1], '*', 'data', 'anything', 'metadata', '{}')
            redis.call('XREADGROUP', 'GROUP', ARGV[1], 'dead', 'STREAMS', KEYS[1], '>')
            return redis.call('XCLAIM', KEYS[1], ARGV[1], 'dead', '0', id, 'RETRYCOUNT', '3')
            """;
        await host.Redis.ScriptEvaluateAsync(AddAndClaim, [(RedisKey)ThingHappened.Topic], [MessagingHost.Group]);

        var letters = await Eventually.GetAsync(() => host.EntriesAsync($"{ThingHappened.Topic}.dlq"), entries => entries.Count > 0);
        Assert.Contains("never_finished", letters[0]["metadata"], StringComparison.Ordinal);
    }

    private static async Task<List<string>> ConsumersAsync(MessagingHost host) =>
        [.. ((RedisResult[])(await host.Redis.ExecuteAsync("XINFO", "CONSUMERS", ThingHappened.Topic, MessagingHost.Group))!)
            .Select(consumer => (string)((RedisResult[])consumer!)[1]!)];
}
