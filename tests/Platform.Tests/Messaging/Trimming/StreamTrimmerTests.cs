using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using StackExchange.Redis;

namespace Nanobot.Platform.Tests.Messaging.Trimming;

/// <summary>The trimmer of a running module; old entries have ids of 1970.</summary>
public sealed class StreamTrimmerTests
{
    private static readonly string Large = new('x', 5_000);
    private static readonly string DeadLetters = $"{ThingHappened.Topic}.dlq";

    [Fact]
    public async Task A_module_trims_what_it_takes_up_and_leaves_dead_letters()
    {
        var redis = SuiteStores.Shared.CreateRedis();
        await AddOldAsync(redis, ThingHappened.Topic, 2);
        await AddOldAsync(redis, DeadLetters, 3);
        await using var host = await StartAsync(redis);
        await host.PublishAsync(TestContexts.User(), new ThingHappened(1));

        // What is old is malformed too, and so becomes a dead letter.
        await Eventually.GetAsync(() => LengthAsync(host, ThingHappened.Topic), length => length == 1);

        Assert.Equal(3 + 2, await LengthAsync(host, DeadLetters));
        Assert.Equal([ThingHappened.Topic], host.Services.GetRequiredService<PublishedTopics>().All);
    }

    [Fact]
    public async Task A_module_trims_what_it_publishes_and_nobody_reads()
    {
        var redis = SuiteStores.Shared.CreateRedis();
        await AddOldAsync(redis, TenantCreated.Topic, 3);
        await using var host = await StartAsync(redis);

        await PublishTenantCreatedAsync(host);

        await Eventually.GetAsync(() => LengthAsync(host, TenantCreated.Topic), length => length == 1);
    }

    [Fact]
    public async Task A_topic_that_cannot_be_trimmed_keeps_no_other_from_it()
    {
        var log = new TrimLog();
        var redis = SuiteStores.Shared.CreateRedis();
        await AddOldAsync(redis, ThingHappened.Topic, 3);
        await using var host = await StartAsync(redis, log);
        await host.Redis.StringSetAsync(TenantCreated.Topic, "no stream");

        await PublishTenantCreatedAsync(host);

        await Eventually.TrueAsync(() => Task.FromResult(log.Lines.Any(line => line.StartsWith($"Redis refuses to trim {TenantCreated.Topic}: WRONGTYPE", StringComparison.Ordinal))));
        await Eventually.GetAsync(() => LengthAsync(host, ThingHappened.Topic), length => length <= 1);
    }

    [Fact]
    public async Task A_Redis_that_is_away_is_survived_and_its_streams_are_trimmed_once_it_is_back()
    {
        var log = new TrimLog();
        using var redis = new OwnRedis();
        await using var host = await StartAsync(redis.Connection, log);
        await Eventually.TrueAsync(() => Task.FromResult(log.Lines.Any(line => line.StartsWith("Trimming the streams failed", StringComparison.Ordinal))));

        var ada = TestContexts.User();
        await host.PublishAsync(ada, new ThingHappened(1));
        redis.Start();
        await host.ExpectAsync(ada, 1);
        await AddOldAsync(redis.Connection, TenantCreated.Topic, 3);
        await PublishTenantCreatedAsync(host);

        await Eventually.GetAsync(() => LengthAsync(host, TenantCreated.Topic), length => length == 1);
    }

    private static Task<MessagingHost> StartAsync(string redis, ILoggerProvider? log = null) => MessagingHost.StartAsync(
        redis: redis,
        configure: builder =>
        {
            if (log is not null)
            {
                builder.Services.AddSingleton(log);
            }
        },
        settings: [("Messaging:TrimInterval", "00:00:01")]);

    private static Task PublishTenantCreatedAsync(MessagingHost host)
    {
        var tenant = TestContexts.NewTenantId();
        return host.PublishTenantAsync(tenant, new TenantCreated(tenant, "A tenant", "free", "UTC", 1), 1, "free");
    }

    private static async Task AddOldAsync(string connection, string topic, int count)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(connection);
        for (var id = 1; id <= count; id++)
        {
            await redis.GetDatabase().StreamAddAsync(topic, "data", Large, $"{id}-1");
        }
    }

    private static Task<long> LengthAsync(MessagingHost host, string topic) => host.Redis.StreamLengthAsync(topic);
}
