using System.Diagnostics;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tests.Messaging;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;
using StackExchange.Redis;

namespace Nanobot.Platform.Tests.Metering;

public sealed class RecoveryTests
{
    private const string TenTokens = "0123456789012345678901234567890123456789";
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(4);
    private static readonly KeyValuePair<string, string?>[] ForFive = [new("Limits:Tiers:professional:tokens_per_day", "100")];

    [Fact]
    public async Task Streams_that_are_left_or_cut_at_any_octet_leave_nothing_reserved_and_cost_what_was_received()
    {
        var random = new Random(7);
        var provider = new CountingProvider
        {
            Words = 30,
            CutAfter = () =>
            {
                lock (random)
                {
                    return random.Next(3) == 0 ? random.Next(6_000) : null;
                }
            },
        };
        await using var server = await provider.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, new("Ai:MaximumRetries", "0")]);
        var ada = TestContexts.User();
        using var scope = TenantScope.Begin(ada);
        var leaves = Enumerable.Range(0, 60).Select(_ => random.Next(40)).ToList();

        await Parallel.ForEachAsync(leaves, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (leave, token) =>
        {
            try
            {
                var heard = 0;
                await foreach (var _ in host.Model.GetStreamingResponseAsync(TenTokens, new ChatOptions { MaxOutputTokens = 30 }, token))
                {
                    if (++heard > leave)
                    {
                        break;
                    }
                }
            }
            catch (ModelUnavailableException)
            {
                // Cut off.
            }
        });

        await host.ExpectSettledAsync(ada.RequiredTenantId);
        var calls = await host.CallsAsync(ada.RequiredTenantId);
        Assert.Equal((60, 600L), (calls.Count, calls.Sum(static call => call.Prompt)));
        Assert.Contains(calls, static call => call is { State: "failed", Completion: > 0 and < 30, Estimated: true });
        Assert.All(calls.Where(static call => call.State == "settled"), static call => Assert.Equal((30L, false), (call.Completion, call.Estimated)));
        // What was on its way to a reader that had left, the server alone has counted.
        Assert.InRange(calls.Sum(static call => call.Completion), 1, provider.Completion);
    }

    [Fact]
    public async Task A_Redis_that_loses_everything_in_the_middle_of_the_day_forgets_nothing()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, .. ForFive]);
        var ada = TestContexts.User();
        for (var i = 0; i < 5; i++)
        {
            await host.AskAsync(ada, TenTokens, 10);
            await host.FlushAsync();
        }

        var refused = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, TenTokens, 10));

        Assert.Equal((100L, 0L), (refused.Refusal.Members["used"], refused.Refusal.Members["reserved"]));
        await host.ExpectSettledAsync(ada.RequiredTenantId);
    }

    [Fact]
    public async Task What_a_day_has_come_to_can_be_made_again_from_its_calls_alone()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, .. ForFive]);
        var ada = TestContexts.User();
        for (var i = 0; i < 4; i++)
        {
            await host.AskAsync(ada, TenTokens, 10);
        }

        await OwnersHand.ExecuteAsync(host.Owner, "delete from nanobot.model_budgets");
        await host.FlushAsync();
        await host.AskAsync(ada, TenTokens, 10);
        var refused = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, TenTokens, 10));

        Assert.Equal(100L, refused.Refusal.Members["used"]);
        await host.ExpectSettledAsync(ada.RequiredTenantId);
    }

    [Fact]
    public async Task Without_Redis_no_call_is_made_and_nobody_waits_for_it()
    {
        using var redis = new OwnRedis();
        redis.Start();
        await using var server = await new CountingProvider().StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, new("Limits:Tokens:StoreTimeout", "00:00:00.300")], redis: $"{redis.Connection},abortConnect=false");
        var ada = TestContexts.User();
        await Eventually.TrueAsync(async () => await TryAsync(host, ada) is null);
        var asked = server.Requests.Count;

        // It hangs.
        await using (var administrator = await ConnectionMultiplexer.ConnectAsync($"{redis.Connection},allowAdmin=true"))
        {
            await administrator.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "3000", "ALL");
            Unavailable(await TimedAsync(host, ada));
        }

        redis.Kill();
        Unavailable(await TimedAsync(host, ada));
        Assert.Equal(asked, server.Requests.Count);
        redis.Start();
        await Eventually.TrueAsync(async () => await TryAsync(host, ada) is null);
        await host.ExpectSettledAsync(ada.RequiredTenantId);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written_ahead_of_a_call_refuses_it_and_reserves_nothing()
    {
        await using var server = await new CountingProvider().StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, new("Limits:Tokens:StoreTimeout", "00:00:02")]);
        var ada = TestContexts.User();
        await host.AskAsync(ada);
        await using (var owner = new NpgsqlConnection(host.Owner))
        {
            await owner.OpenAsync();
            await using var transaction = await owner.BeginTransactionAsync();
            await using var hold = new NpgsqlCommand("lock table nanobot.model_calls in access exclusive mode", owner, transaction);
            await hold.ExecuteNonQueryAsync();

            Unavailable(await TimedAsync(host, ada));
            Assert.Single(server.Requests);
        }

        await host.AskAsync(ada);
        await host.ExpectSettledAsync(ada.RequiredTenantId);
        Assert.Equal([("settled", 1), ("failed", 0), ("settled", 1)], (await host.CallsAsync(ada.RequiredTenantId)).Select(static call => (call.State, call.Attempts)));
        Assert.Equal(0, (await host.CallsAsync(ada.RequiredTenantId)).Where(static call => call.State == "failed").Sum(static call => call.Prompt + call.Completion));
    }

    [Fact]
    public async Task A_row_that_arrives_after_its_call_was_refused_counts_nothing()
    {
        KeyValuePair<string, string?>[] settings = [new("Limits:Tokens:Lease", "00:00:01"), new("Limits:Tokens:StoreTimeout", "00:00:02")];
        await using var server = await new CountingProvider().StartAsync();
        await using var other = await MeteringHost.StartAsync([.. server.Settings, .. settings]);
        await using var network = new LateConnection(SuiteStores.Shared.PostgresPort);
        var through = TestDatabase.Settings("testdb", other.Owner).Select(setting =>
            new KeyValuePair<string, string?>(setting.Key, new NpgsqlConnectionStringBuilder(setting.Value) { Port = network.Port }.ConnectionString));
        await using var host = await MeteringHost.StartAsync([.. server.Settings, .. settings, .. through], beside: other);
        var ada = TestContexts.User();
        await host.AskAsync(ada);
        network.Hold(ada.RequiredTenantId);

        Unavailable(await TimedAsync(host, ada));
        Assert.True(network.IsHolding);
        await Eventually.GetAsync(() => host.ReservationsAsync(ada.RequiredTenantId), static count => count == 0);
        network.Release();
        // Whatever the late row may do has been done once it has been looked for by whoever closes rows of the dead.
        await Eventually.GetAsync(() => other.CallsAsync(ada.RequiredTenantId), static calls => calls is [_, { State: "failed" or "abandoned" }]);

        await other.ExpectSettledAsync(ada.RequiredTenantId);
        var late = (await other.CallsAsync(ada.RequiredTenantId))[1];
        Assert.Equal(("failed", 0L, 0L, 0), (late.State, late.Prompt, late.Completion, late.Attempts));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task What_cannot_be_written_when_a_call_ends_is_written_later_and_the_answer_is_given()
    {
        var (gate, begun) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = await new CountingProvider
        {
            Words = 10,
            BeforeWord = (_, _) =>
            {
                begun.TrySetResult();
                return gate.Task;
            },
        }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings]);
        var ada = TestContexts.User();
        var asking = host.AskAsync(ada, TenTokens, 10);
        await begun.Task;
        await using (var owner = new NpgsqlConnection(host.Owner))
        {
            await owner.OpenAsync();
            await using var transaction = await owner.BeginTransactionAsync();
            await using var hold = new NpgsqlCommand("lock table nanobot.model_budgets in access exclusive mode", owner, transaction);
            await hold.ExecuteNonQueryAsync();
            gate.SetResult();

            Assert.Equal(20, (await asking).Usage!.TotalTokenCount);
            // It is not known to the budget yet, so what it had reserved still is.
            Assert.Equal(1, await host.ReservationsAsync(ada.RequiredTenantId));
        }

        await host.ExpectSettledAsync(ada.RequiredTenantId);
        Assert.Equal(("settled", 20L), (Assert.Single(await host.CallsAsync(ada.RequiredTenantId)).State, await host.SumAsync(ada.RequiredTenantId)));
    }

    private static void Unavailable((Exception? Exception, TimeSpan Took) outcome)
    {
        var refused = Assert.IsType<TokenBudgetException>(outcome.Exception);
        Assert.Equal((503, "LIMITS_UNAVAILABLE"), (refused.Refusal.Status, refused.Refusal.Code));
        Assert.True(outcome.Took < Short, $"It took {outcome.Took}.");
    }

    private static async Task<(Exception? Exception, TimeSpan Took)> TimedAsync(MeteringHost host, TenantContext context)
    {
        var watch = Stopwatch.StartNew();
        return (await TryAsync(host, context), watch.Elapsed);
    }

    private static async Task<Exception?> TryAsync(MeteringHost host, TenantContext context)
    {
        try
        {
            await host.AskAsync(context);
            return null;
        }
        catch (TokenBudgetException refused)
        {
            return refused;
        }
    }
}
