using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging;

/// <summary>A broker that loses what it had, or is away.</summary>
public sealed class LostBrokerTests
{
    [Fact]
    public async Task A_flush_amid_200_events_leaves_each_with_exactly_one_effect()
    {
        await using var host = await MessagingHost.StartAsync();
        var tenants = Enumerable.Range(0, 4).Select(_ => TestContexts.User()).ToList();

        for (var number = 0; number < 50; number++)
        {
            foreach (var tenant in tenants)
            {
                await host.PublishAsync(tenant, new ThingHappened(number));
            }

            if (number is 15 or 30 or 49)
            {
                // FLUSHDB does to this host's Redis database what FLUSHALL does to all.
                await host.AdministerAsync("FLUSHDB");
            }
        }

        await ExpectOnceEachAsync(host, tenants, 50);
    }

    [Fact]
    public async Task A_flush_between_the_look_and_the_sending_is_noticed_and_nothing_counts_as_published()
    {
        await using var host = await MessagingHost.StartAsync();
        var publisher = host.Services.GetRequiredService<IOutboxBroker>();
        var row = new OutboxRow(1, Guid.NewGuid(), "t-1", "test.other.v1", "{}", DateTimeOffset.UnixEpoch);
        var gone = new OutboxMark($"gone-{Guid.NewGuid():N}", Guid.NewGuid(), 1);

        await Assert.ThrowsAsync<BrokerLostEntriesException>(() => publisher.PublishAsync([row], gone, default));

        Assert.False(await host.Redis.KeyExistsAsync(gone.Key.Text));
    }

    [Fact]
    public async Task A_broker_that_comes_back_without_its_last_entries_gets_them_again()
    {
        await using var host = await MessagingHost.StartAsync();
        var ada = TestContexts.User();
        await host.PublishAsync(ada, new ThingHappened(1));
        await host.ExpectAsync(ada, 1);
        await host.SettleAsync();
        var key = $"nanobot:outbox-epoch:{await host.OwnerScalarAsync<string>("select current_database()::text")}";
        var before = (string)(await host.Redis.StringGetAsync(key))!;

        await host.PublishAsync(ada, new ThingHappened(2));
        await host.ExpectAsync(ada, 1, 2);
        await host.SettleAsync();
        await host.Redis.ScriptEvaluateAsync("redis.call('DEL', KEYS[1]) redis.call('SET', KEYS[2], ARGV[1])", [ThingHappened.Topic, key], [before]);

        await Eventually.GetAsync(() => host.EntriesAsync(ThingHappened.Topic), entries => entries.Count == 2);
        await host.SettleAsync();
        Assert.Equal([1, 2], await host.EffectsAsync(ada));
    }

    [Fact]
    public async Task Without_Redis_events_wait_and_with_an_empty_one_each_takes_effect_once()
    {
        using var redis = new OwnRedis();
        await using var host = await MessagingHost.StartAsync(redis: redis.Connection);
        var tenants = Enumerable.Range(0, 2).Select(_ => TestContexts.User()).ToList();

        for (var number = 0; number < 30; number++)
        {
            foreach (var tenant in tenants)
            {
                await host.PublishAsync(tenant, new ThingHappened(number));
            }

            if (number is 5 or 25)
            {
                redis.Start();
                await host.ExpectAsync(tenants[0], Enumerable.Range(0, number + 1));
            }
            else if (number == 15)
            {
                redis.Kill();
            }
        }

        await ExpectOnceEachAsync(host, tenants, 30);
    }

    private static async Task ExpectOnceEachAsync(MessagingHost host, IReadOnlyList<TenantContext> tenants, int count)
    {
        foreach (var tenant in tenants)
        {
            await Eventually.GetAsync(() => host.EffectsAsync(tenant), effects => effects.Distinct().Count() == count);
        }

        await host.SettleAsync();
        foreach (var tenant in tenants)
        {
            Assert.Equal(Enumerable.Range(0, count), (await host.EffectsAsync(tenant)).Order());
        }
    }
}
