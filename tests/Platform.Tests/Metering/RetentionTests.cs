using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Metering.Accounts;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Platform.Tests.Metering;

public sealed class RetentionTests
{
    private const string TenTokens = "0123456789012345678901234567890123456789";

    [Fact]
    public async Task Rows_past_their_retention_go_and_what_they_came_to_stays_by_day_and_model()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, new("Limits:Tokens:CallRetention", "10.00:00:00")]);
        var (ada, bob) = (TestContexts.User(), TestContexts.User("bob"));
        for (var i = 0; i < 3; i++)
        {
            await host.AskAsync(ada, TenTokens, 10);
        }

        await host.AskAsync(bob, TenTokens, 10);
        // What it would remove by itself, at its own moment, is removed here.
        await host.KillAsync();
        await OwnersHand.ExecuteAsync(host.Owner, $"update nanobot.model_calls set began_at = '2026-01-05T23:30:00Z' where call_id in (select call_id from nanobot.model_calls where tenant_id = '{ada.RequiredTenantId}' limit 2)");
        await OwnersHand.ExecuteAsync(host.Owner, $"update nanobot.model_calls set began_at = now() - interval '9 days' where tenant_id = '{bob.RequiredTenantId}'");
        var retention = host.Services.GetRequiredService<LedgerRetention>();

        Assert.Equal(2, await retention.PurgeAsync(default));
        Assert.Equal(0, await retention.PurgeAsync(default));

        Assert.Single(await host.CallsAsync(ada.RequiredTenantId));
        Assert.Single(await host.CallsAsync(bob.RequiredTenantId));
        Assert.Equal(("2026-01-05", "counting-1", 2L, 0L, 40L), Assert.Single(await DaysAsync(host, ada.RequiredTenantId)));
        Assert.Empty(await DaysAsync(host, bob.RequiredTenantId));

        // What goes later is added.
        await OwnersHand.ExecuteAsync(host.Owner, $"update nanobot.model_calls set began_at = '2026-01-05T01:00:00Z', estimated = true where tenant_id = '{ada.RequiredTenantId}'");
        Assert.Equal(1, await retention.PurgeAsync(default));
        Assert.Equal(("2026-01-05", "counting-1", 3L, 1L, 60L), Assert.Single(await DaysAsync(host, ada.RequiredTenantId)));
        // Its day's budget is what it was.
        Assert.Equal(60, await host.SumAsync(ada.RequiredTenantId));
    }

    [Fact]
    public async Task Of_an_erased_user_nothing_stays_that_names_it_and_of_an_erased_tenant_nothing_at_all()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, new("Limits:Tokens:PerUserDay", "1000")]);
        var ada = TestContexts.User();
        var (bob, eve) = (TestContexts.User("bob", ada.RequiredTenantId), TestContexts.User("eve"));
        foreach (var one in new[] { ada, bob, eve })
        {
            using var run = ModelRun.Begin("chat_turn", "a session", Guid.NewGuid());
            await host.AskAsync(one, TenTokens, 10);
        }

        var erasure = host.Services.GetRequiredService<LedgerErasure>();
        Assert.True(await erasure.EraseUserAsync(ada.RequiredTenantId, "ada", default));

        var left = await host.QueryAsync("select user_id is null and key_id is null and subject is null and run_id is null and trace_id is null and not budgets::text like '%ada%' from nanobot.model_calls where tenant_id = $1 order by began_at",
            static row => row.GetBoolean(0), ada.RequiredTenantId);
        Assert.Equal([true, false], left);
        Assert.Equal((40L, 0L, 20L), (await host.SumAsync(ada.RequiredTenantId), await host.SumAsync(ada.RequiredTenantId, "user:ada:tokens"), await host.SumAsync(ada.RequiredTenantId, "user:bob:tokens")));

        await erasure.EraseTenantAsync(ada.RequiredTenantId, default);
        Assert.Empty(await host.CallsAsync(ada.RequiredTenantId));
        Assert.Equal((0L, 20L), (await host.SumAsync(ada.RequiredTenantId), await host.SumAsync(eve.RequiredTenantId)));
    }

    private static Task<List<(string Day, string Model, long Calls, long Estimated, long Tokens)>> DaysAsync(MeteringHost host, string tenant) => host.QueryAsync(
        "select day::text, model, calls, estimated_calls, prompt_tokens + completion_tokens from nanobot.model_days where tenant_id = $1",
        static row => (row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)), tenant);
}
