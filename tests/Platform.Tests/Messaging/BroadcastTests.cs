using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging;

public sealed class BroadcastTests
{
    private const int Unbearable = -1;
    private readonly TenantContext _context = TestContexts.User();

    [Fact]
    public async Task Every_process_of_a_module_hears_what_happens_from_its_start_on()
    {
        await using var first = await StartAsync();
        await HearsAsync(first, 1);
        await using var second = await StartAsync(first);
        await HearsAsync(second, 2);

        await first.PublishAsync(_context, Enumerable.Range(10, 200).Select(number => new ThingHappened(number)));

        await Eventually.TrueAsync(() => Task.FromResult(Heard(first).Contains(209) && Heard(second).Contains(209)));
        Assert.Equal(Enumerable.Range(10, 200), Heard(first).Where(number => number >= 10));
        Assert.Equal(Enumerable.Range(10, 200), Heard(second).Where(number => number >= 10));
        Assert.DoesNotContain(1, Heard(second));
    }

    [Fact]
    public async Task After_a_lost_connection_it_goes_on_where_it_was()
    {
        await using var host = await StartAsync();
        await HearsAsync(host, 1);

        for (var number = 2; number < 12; number++)
        {
            await KillConnectionsAsync(host);
            await host.PublishAsync(_context, new ThingHappened(number));
        }

        await Eventually.TrueAsync(() => Task.FromResult(Heard(host).Contains(11)));
        Assert.Equal(Enumerable.Range(1, 11), Heard(host).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(RefusalTests.Forgeries), MemberType = typeof(RefusalTests))]
    public async Task What_is_not_genuine_is_not_heard_and_stops_nothing(string forgery, string reason)
    {
        await using var host = await StartAsync();
        await HearsAsync(host, 2);

        // Its number is 1, where it has one.
        await host.AddAsync(RefusalTests.Forge(forgery, _context));
        await HearsAsync(host, 3);

        Assert.True(Heard(host).TrueForAll(number => number is 2 or 3), $"{forgery} ({reason}) was heard");
    }

    [Fact]
    public async Task A_handler_that_throws_is_passed_over_and_stops_nothing()
    {
        await using var host = await StartAsync();
        await HearsAsync(host, 1);

        await host.PublishAsync(_context, new ThingHappened(Unbearable), new ThingHappened(2));

        await Eventually.TrueAsync(() => Task.FromResult(Heard(host).Contains(2)));
        Assert.DoesNotContain(Unbearable, Heard(host));
    }

    [Fact]
    public async Task Whether_everything_is_heard_is_known_and_a_gap_ends_it()
    {
        using var redis = new OwnRedis();
        redis.Start();
        var before = TimeProvider.System.GetUtcNow();
        await using var host = await MessagingHost.StartAsync(
            redis: redis.Connection, configure: builder => builder.AddBroadcastHandler<ThingHappened, Listener>());
        var hearing = host.Services.GetRequiredService<IBroadcastHearing>();
        await Eventually.TrueAsync(() => Task.FromResult(hearing.Covers(TimeProvider.System.GetUtcNow())));
        Assert.False(hearing.Covers(before));
        var heard = TimeProvider.System.GetUtcNow();

        redis.Kill();
        await Eventually.TrueAsync(() => Task.FromResult(!hearing.Covers(heard)));
        redis.Start();
        await Eventually.TrueAsync(() => Task.FromResult(hearing.Covers(TimeProvider.System.GetUtcNow())));

        Assert.False(hearing.Covers(heard));
    }

    internal static Task<MessagingHost> StartAsync(MessagingHost? beside = null) =>
        MessagingHost.StartAsync(beside: beside, configure: builder => builder.AddBroadcastHandler<ThingHappened, Listener>());

    internal static List<int> Heard(MessagingHost host) =>
        [.. ((Listener)host.Services.GetRequiredService<IBroadcastHandler<ThingHappened>>()).Heard];

    // What is published before it listens is not for it, so the first one is repeated until it is heard.
    private async Task HearsAsync(MessagingHost host, int number) => await Eventually.TrueAsync(async () =>
    {
        await host.PublishAsync(_context, new ThingHappened(number));
        return Heard(host).Contains(number);
    });

    private static async Task KillConnectionsAsync(MessagingHost host)
    {
        var clients = (string)(await host.AdministerAsync("CLIENT", "LIST"))!;
        foreach (var line in clients.Split('\n').Where(line => line.Contains($"name={MessagingHost.Group}-listener", StringComparison.Ordinal)))
        {
            var id = line.Split(' ')[0]["id=".Length..];
            // One that was gone already is as good.
            await host.AdministerAsync("CLIENT", "KILL", "ID", id, "SKIPME", "yes");
        }
    }

    private sealed class Listener : IBroadcastHandler<ThingHappened>
    {
        public ConcurrentQueue<int> Heard { get; } = new();

        public void Handle(ThingHappened integrationEvent, TenantContext context)
        {
            if (integrationEvent.Number == Unbearable)
            {
                throw new InvalidOperationException("not this one");
            }

            Heard.Enqueue(integrationEvent.Number);
        }
    }
}
