using System.Collections.Concurrent;
using System.Text.Json;
using Nanobot.Platform.Data;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Platform.Tests.Messaging;

public sealed class FailureTests
{
    private const string DeadLetters = "test.thing.v1.dlq";

    [Fact]
    public async Task A_poisonous_event_is_put_aside_after_its_attempts_and_holds_up_no_other_tenant()
    {
        var attempts = 0;
        using var others = new SemaphoreSlim(0);
        var before = new Before
        {
            Act = async (thing, _, token) =>
            {
                if (thing.Note == "poison")
                {
                    // The last attempt waits until the other tenants' events are through.
                    if (Interlocked.Increment(ref attempts) == 3)
                    {
                        await others.WaitAsync(token);
                    }

                    throw new InvalidOperationException("Bad\r\nthing: secret");
                }
            },
        };
        await using var host = await MessagingHost.StartAsync(before,
            settings: [("Messaging:Lanes", "2"), ("Messaging:MaximumAttempts", "3"), ("Messaging:HandlerTimeout", "00:00:19")]);
        var poisoned = TestContexts.User();
        var bystanders = Enumerable.Range(0, 10).Select(_ => TestContexts.User()).ToList();

        await host.PublishAsync(poisoned, new ThingHappened(1, "poison"), new ThingHappened(2));
        foreach (var bystander in bystanders)
        {
            await host.PublishAsync(bystander, new ThingHappened(3));
        }

        foreach (var bystander in bystanders)
        {
            await host.ExpectAsync(bystander, 3);
        }

        Assert.Empty(await host.EffectsAsync(poisoned));
        others.Release();
        await host.ExpectAsync(poisoned, 2);
        Assert.Equal(3, attempts);
        var letter = Assert.Single(await host.EntriesAsync(DeadLetters));
        var metadata = JsonSerializer.Deserialize<Dictionary<string, string>>(letter["metadata"])!;
        Assert.Equal("handler_failed", metadata["dead-letter-reason"]);
        Assert.Equal("3", metadata["dead-letter-attempts"]);
        Assert.Equal("System.InvalidOperationException", metadata["dead-letter-error"]);
        Assert.DoesNotContain("secret", letter["metadata"], StringComparison.Ordinal);
        await host.SettleAsync();
    }

    [Fact]
    public async Task A_handler_that_fails_and_then_succeeds_takes_effect_once()
    {
        var attempts = new ConcurrentDictionary<int, int>();
        var before = new Before
        {
            Act = async (thing, transaction, token) =>
            {
                // Work that precedes the failure is rolled back with it.
                if (attempts.AddOrUpdate(thing.Number, 1, (_, count) => count + 1) < 3)
                {
                    await transaction.ExecuteAsync(token, new Sql("insert into effects (tenant_id, number) values ($1, -1)", transaction.Context.TenantId));
                    throw new TimeoutException("Not now.");
                }
            },
        };
        await using var host = await MessagingHost.StartAsync(before);
        var ada = TestContexts.User();

        await host.PublishAsync(ada, new ThingHappened(1), new ThingHappened(2));

        await host.ExpectAsync(ada, 1, 2);
        Assert.Empty(await host.EntriesAsync(DeadLetters));
    }

    [Fact]
    public async Task A_handler_that_hangs_is_cut_off_and_its_event_put_aside()
    {
        var before = new Before { Act = (thing, _, token) => thing.Number == 1 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask };
        await using var host = await MessagingHost.StartAsync(before,
            settings: [("Messaging:HandlerTimeout", "00:00:00.500"), ("Messaging:MaximumAttempts", "2")]);
        var ada = TestContexts.User();

        await host.PublishAsync(ada, new ThingHappened(1), new ThingHappened(2));

        await host.ExpectAsync(ada, 2);
        Assert.Single(await host.EntriesAsync(DeadLetters));
    }

    [Theory]
    [InlineData("57P01")]
    [InlineData("57P03")]
    [InlineData("53300")]
    [InlineData("08006")]
    public async Task While_the_database_is_away_an_event_waits_and_is_not_blamed(string state)
    {
        var attempts = 0;
        var before = new Before
        {
            Act = (_, _, _) => Interlocked.Increment(ref attempts) <= 8
                ? throw new PostgresException("The database is away.", "FATAL", "FATAL", state)
                : Task.CompletedTask,
        };
        await using var host = await MessagingHost.StartAsync(before, settings: [("Messaging:RetryDelay", "00:00:00.001")]);
        var ada = TestContexts.User();

        await host.PublishAsync(ada, new ThingHappened(1));

        await host.ExpectAsync(ada, 1);
        Assert.Equal(9, attempts);
        Assert.Empty(await host.EntriesAsync(DeadLetters));
    }

    [Fact]
    public async Task Connections_that_the_server_ends_lose_and_repeat_nothing()
    {
        const string EndAll = """
            select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
            """;
        await using var host = await MessagingHost.StartAsync();
        var ada = TestContexts.User();

        for (var number = 0; number < 60; number++)
        {
            // The writer's own connection may be the one that was ended; it writes again.
            await Eventually.TrueAsync(async () =>
            {
                try
                {
                    await host.PublishAsync(ada, new ThingHappened(number));
                    return true;
                }
                catch (NpgsqlException)
                {
                    return false;
                }
            });
            if (number % 20 == 10)
            {
                await host.OwnerScalarAsync<long>(EndAll);
            }
        }

        await host.ExpectAsync(ada, Enumerable.Range(0, 60));
        Assert.Empty(await host.EntriesAsync(DeadLetters));
    }
}
