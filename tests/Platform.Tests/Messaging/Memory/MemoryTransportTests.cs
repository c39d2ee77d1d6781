using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Bus.Memory;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging.Memory;

/// <summary>What an event promises where the memory of one process carries it.</summary>
public sealed class MemoryTransportTests
{
    private const string Epoch = "select epoch from nanobot.outbox_mark";

    private readonly MemoryBus _bus = new(TimeProvider.System);

    [Fact]
    public async Task A_committed_event_takes_effect_once_and_a_rolled_back_one_never()
    {
        await using var host = await MessagingHost.StartAsync(bus: _bus);
        var ada = TestContexts.User();

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Db.TransactionAsync(ada, async transaction =>
        {
            await transaction.PublishAsync(new ThingHappened(1), default);
            throw new InvalidOperationException("Changed my mind.");
        }, default));
        await host.PublishAsync(ada, new ThingHappened(2));

        await host.ExpectAsync(ada, 2);
        Assert.False(await host.Redis.KeyExistsAsync(ThingHappened.Topic));
    }

    [Fact]
    public async Task Events_of_a_tenant_take_effect_in_the_order_in_which_they_were_written()
    {
        await using var host = await MessagingHost.StartAsync(bus: _bus);
        var tenants = Enumerable.Range(0, 5).Select(_ => TestContexts.User()).ToList();

        for (var number = 0; number < 40; number++)
        {
            foreach (var tenant in tenants)
            {
                await host.PublishAsync(tenant, new ThingHappened(number));
            }
        }

        foreach (var tenant in tenants)
        {
            await host.ExpectAsync(tenant, Enumerable.Range(0, 40));
        }
    }

    [Fact]
    public async Task A_poisonous_event_is_put_aside_with_its_reason_after_its_attempts()
    {
        var before = new Before { Act = (thing, _, _) => thing.Note == "poison" ? throw new InvalidOperationException("secret") : Task.CompletedTask };
        await using var host = await MessagingHost.StartAsync(before, bus: _bus, settings: [("Messaging:MaximumAttempts", "3")]);
        var ada = TestContexts.User();

        await host.PublishAsync(ada, new ThingHappened(1, "poison"), new ThingHappened(2));

        await host.ExpectAsync(ada, 2);
        var letter = Assert.Single(_bus.DeadLetters);
        Assert.Equal("test.thing.v1.dlq", letter.Topic);
        Assert.Equal(("handler_failed", "3"), (letter.Metadata["dead-letter-reason"], letter.Metadata["dead-letter-attempts"]));
        Assert.DoesNotContain("secret", string.Concat(letter.Metadata.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_on_its_way_when_the_process_ended_comes_again_and_what_was_done_stays_done()
    {
        var ada = TestContexts.User();
        var (first, entered) = await HangingAsync();
        await first.PublishAsync(ada, new ThingHappened(1));
        await first.ExpectAsync(ada, 1);
        await first.PublishAsync(ada, new ThingHappened(2, "hang"), new ThingHappened(3));
        await entered.Task.WaitAsync(Eventually.Deadline);
        await first.DisposeAsync();

        await using var second = await MessagingHost.StartAsync(beside: first, bus: new MemoryBus(TimeProvider.System));
        await second.PublishAsync(ada, new ThingHappened(4));

        await second.ExpectAsync(ada, 1, 2, 3, 4);
    }

    [Fact]
    public async Task A_change_to_Redis_Streams_and_back_loses_nothing_that_waits()
    {
        var ada = TestContexts.User();
        var (memory, entered) = await HangingAsync();
        await memory.PublishAsync(ada, new ThingHappened(1, "hang"), new ThingHappened(2));
        await entered.Task.WaitAsync(Eventually.Deadline);
        await memory.DisposeAsync();

        await using (var redis = await MessagingHost.StartAsync(beside: memory))
        {
            await redis.PublishAsync(ada, new ThingHappened(3));
            await redis.ExpectAsync(ada, 1, 2, 3);
        }

        await using var back = await MessagingHost.StartAsync(beside: memory, bus: new MemoryBus(TimeProvider.System));
        await back.PublishAsync(ada, new ThingHappened(4));

        await back.ExpectAsync(ada, 1, 2, 3, 4);
    }

    [Fact]
    public async Task A_second_process_of_the_module_stands_by_until_the_first_has_ended()
    {
        var ada = TestContexts.User();
        var first = await MessagingHost.StartAsync(bus: _bus);
        await first.PublishAsync(ada, new ThingHappened(1));
        await first.ExpectAsync(ada, 1);
        var epoch = await first.OwnerScalarAsync<Guid>(Epoch);
        await using var second = await MessagingHost.StartAsync(beside: first, bus: new MemoryBus(TimeProvider.System), settings: [("Messaging:RedisTimeout", "00:00:00.100")]);

        await second.PublishAsync(ada, new ThingHappened(2));
        await first.ExpectAsync(ada, 1, 2);
        Assert.Equal(epoch, await first.OwnerScalarAsync<Guid>(Epoch));
        await first.DisposeAsync();
        await second.PublishAsync(ada, new ThingHappened(3));

        await second.ExpectAsync(ada, 1, 2, 3);
    }

    [Fact]
    public async Task A_module_hears_what_is_broadcast_from_its_start_on_and_knows_that_it_does()
    {
        await using var host = await MessagingHost.StartAsync(bus: _bus, configure: static builder => builder.AddBroadcastHandler<ThingHappened, Listener>());
        var ada = TestContexts.User();
        var hearing = host.Services.GetRequiredService<IBroadcastHearing>();

        await host.PublishAsync(ada, Enumerable.Range(1, 20).Select(static number => new ThingHappened(number)));
        await host.ExpectAsync(ada, Enumerable.Range(1, 20));

        Assert.Equal(Enumerable.Range(1, 20), ((Listener)host.Services.GetRequiredService<IBroadcastHandler<ThingHappened>>()).Heard);
        Assert.True(hearing.Covers(TimeProvider.System.GetUtcNow()));
        Assert.False(hearing.Covers(DateTimeOffset.MinValue));
    }

    [Fact]
    public void Without_a_process_that_holds_all_modules_the_start_says_so()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Messaging:Transport"] = "memory";

        Assert.Contains("AllInOne", Assert.Throws<StartupException>(builder.AddMessaging).Message, StringComparison.Ordinal);
    }

    private async Task<(MessagingHost Host, TaskCompletionSource Entered)> HangingAsync()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = new Before
        {
            Act = async (thing, _, token) =>
            {
                if (thing.Note == "hang")
                {
                    entered.TrySetResult();
                    await Task.Delay(Timeout.Infinite, token);
                }
            },
        };
        return (await MessagingHost.StartAsync(before, bus: _bus), entered);
    }

    private sealed class Listener : IBroadcastHandler<ThingHappened>
    {
        public ConcurrentQueue<int> Heard { get; } = new();

        public void Handle(ThingHappened integrationEvent, TenantContext context) => Heard.Enqueue(integrationEvent.Number);
    }
}
