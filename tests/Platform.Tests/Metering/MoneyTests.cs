using Nanobot.Contracts.Limits;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Metering;

/// <summary>Money as a budget of tenants, users, keys and runs.</summary>
public sealed class MoneyTests
{
    // Ten tokens of a prompt and ten of an answer: 10 and 30 millionths by these prices.
    private const string TenTokens = "0123456789012345678901234567890123456789";
    private static readonly KeyValuePair<string, string?>[] Prices =
        [new("Ai:Prices:Version", "first"), new("Ai:Prices:Models:0:Model", "*"), new("Ai:Prices:Models:0:Input", "1000000"), new("Ai:Prices:Models:0:Output", "3000000")];

    [Theory]
    [InlineData("tenant", "money_per_day=80", null, null)]
    [InlineData("user", "money_per_day=120", "money_per_day=80", null)]
    [InlineData("key", "money_per_day=500", "money_per_day=120", "money_per_day=80")]
    public async Task What_is_left_of_the_money_of_each_level_is_enough_or_refuses_with_the_level_and_the_day_s_end(string owner, string? tenant, string? user, string? key)
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, .. Prices]);
        var ada = Of(TestContexts.NewTenantId(), new(tenant, user, key));
        await host.AskAsync(ada, TenTokens, 10);
        await host.AskAsync(ada, TenTokens, 10, streamed: true);

        var refusal = (await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, TenTokens, 10))).Refusal;

        Assert.Equal((429, "QUOTA_EXCEEDED", "money_per_day", owner), (refusal.Status, refusal.Code, refusal.Members["quota"], refusal.Members["owner"]));
        Assert.Equal((0.00008m, 0.00008m, 0m), (refusal.Members["limit"], refusal.Members["used"], refusal.Members["reserved"]));
        var ends = (DateTimeOffset)refusal.Members["resets_at"]!;
        Assert.Equal(TimeSpan.Zero, ends.TimeOfDay);
        Assert.InRange((TimeProvider.System.GetUtcNow() + refusal.RetryAfter!.Value - ends).TotalSeconds, -1, 5);
        Assert.Equal(80, await host.SumAsync(ada.RequiredTenantId, "tenant:money"));
    }

    [Fact]
    public async Task However_many_ask_at_once_from_two_processes_the_money_is_never_overrun_and_what_was_not_used_is_there_again()
    {
        var random = new Random(7);
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        KeyValuePair<string, string?>[] settings = [.. server.Settings, .. Prices, new("Limits:Tokens:StoreTimeout", "00:00:10")];
        await using var first = await MeteringHost.StartAsync(settings);
        await using var second = await MeteringHost.StartAsync(settings, beside: first);
        // For 25 calls, each of which reserves up to ten times of what it comes to.
        var ada = Of(TestContexts.NewTenantId(), OwnQuotas.OfTenant("money_per_day=1000"));
        var calls = Enumerable.Range(0, 200).Select(_ => (Host: random.Next(2) == 0 ? first : second, Output: 10 + random.Next(100), Streamed: random.Next(2) == 0)).ToList();

        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (call, _) => await IsLetThroughAsync(call.Host, ada, call.Output, call.Streamed));
        await first.ExpectSettledAsync(ada.RequiredTenantId);
        while (await IsLetThroughAsync(first, ada, output: 10))
        {
            Assert.True(await first.SumAsync(ada.RequiredTenantId, "tenant:money") <= 1000);
        }

        Assert.Equal(1000, await first.SumAsync(ada.RequiredTenantId, "tenant:money"));
        Assert.Equal(25, (await first.CallsAsync(ada.RequiredTenantId)).Count);
        Assert.Equal(0, await first.ReservationsAsync(ada.RequiredTenantId));
    }

    [Fact]
    public async Task An_amount_that_is_lowered_in_mid_day_holds_at_once_and_one_that_is_lifted_lets_through_again()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, .. Prices]);
        var tenant = TestContexts.NewTenantId();
        for (var i = 0; i < 3; i++)
        {
            await host.AskAsync(Of(tenant, OwnQuotas.OfTenant("money_per_day=400")), TenTokens, 10);
        }

        var lowered = (await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(Of(tenant, OwnQuotas.OfTenant("money_per_day=100")), TenTokens, 10))).Refusal;
        await host.AskAsync(Of(tenant, OwnQuotas.OfTenant("money_per_day=100;money_per_day=160@99999999999")), TenTokens, 10);

        Assert.Equal((0.0001m, 0.00012m), (lowered.Members["limit"], lowered.Members["used"]));
        Assert.Equal(160, await host.SumAsync(tenant, "tenant:money"));
    }

    [Fact]
    public async Task A_limit_that_is_set_in_mid_day_counts_what_every_module_has_spent_before_it()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var chat = await MeteringHost.StartAsync([.. server.Settings, .. Prices]);
        await using var reports = await MeteringHost.StartAsync([.. server.Settings, .. Prices], beside: chat, module: "reports");
        var tenant = TestContexts.NewTenantId();
        await chat.AskAsync(Of(tenant, OwnQuotas.None), TenTokens, 10);
        await reports.AskAsync(Of(tenant, OwnQuotas.None), TenTokens, 10);

        var refusal = (await Assert.ThrowsAsync<TokenBudgetException>(() => chat.AskAsync(Of(tenant, OwnQuotas.OfTenant("money_per_day=100")), TenTokens, 10))).Refusal;

        Assert.Equal((0.0001m, 0.00008m), (refusal.Members["limit"], refusal.Members["used"]));
    }

    [Fact]
    public async Task What_a_call_costs_is_rounded_up_to_a_millionth_and_each_version_of_the_prices_counts_for_its_own_calls()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        KeyValuePair<string, string?>[] Of6(string version, string input, string output) =>
        [
            .. server.Settings, new("Ai:Prices:Version", version), new("Ai:Prices:Models:0:Model", "*"), new("Ai:Prices:Models:0:Input", input), new("Ai:Prices:Models:0:Output", output),
        ];
        await using var before = await MeteringHost.StartAsync(Of6("2026-11", "2500001", "7"));
        await using var after = await MeteringHost.StartAsync(Of6("2026-12", "1", "9999999"), beside: before);
        var ada = Of(TestContexts.NewTenantId(), OwnQuotas.OfTenant("money_per_day=126"));
        await before.AskAsync(ada, TenTokens, 10);
        await after.AskAsync(ada, TenTokens, 10);

        // 25.00008 and 100 millionths: all there is.
        var refusal = (await Assert.ThrowsAsync<TokenBudgetException>(() => before.AskAsync(ada, TenTokens, 10))).Refusal;

        Assert.Equal([("2026-11", 26L), ("2026-12", 100L)], (await before.CallsAsync(ada.RequiredTenantId)).Select(static call => (call.PriceVersion!, call.Cost)));
        Assert.Equal(0.000126m, refusal.Members["used"]);
    }

    [Fact]
    public async Task An_answer_is_asked_for_no_longer_than_the_money_there_is_could_pay_for()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, .. Prices]);
        var ada = Of(TestContexts.NewTenantId(), OwnQuotas.OfTenant("money_per_day=69"));

        await host.AskAsync(ada, TenTokens, 5000);

        Assert.Equal(19, Assert.Single(server.Requests).GetProperty("max_completion_tokens").GetInt32());
        Assert.Equal(40, await host.SumAsync(ada.RequiredTenantId, "tenant:money"));
    }

    [Fact]
    public async Task The_installations_bound_holds_whatever_is_granted_and_a_plans_amount_where_nothing_is()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync(
            [.. server.Settings, .. Prices, new("Limits:Tokens:MoneyPerDay", "80"), new("Limits:Tiers:professional:money_per_day", "0.00004")]);
        var (granted, plain) = (Of(TestContexts.NewTenantId(), OwnQuotas.OfTenant("money_per_day=1000")), Of(TestContexts.NewTenantId(), OwnQuotas.None));
        await host.AskAsync(granted, TenTokens, 10);
        await host.AskAsync(granted, TenTokens, 10);
        await host.AskAsync(plain, TenTokens, 10);

        var bounded = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(granted, TenTokens, 10));
        var ofPlan = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(plain, TenTokens, 10));

        Assert.Equal([0.00008m, 0.00004m], new[] { bounded, ofPlan }.Select(static one => one.Refusal.Members["limit"]));
    }

    [Theory]
    [InlineData("money_per_run", "money_per_run=500", "money_per_run=80", null, "0.00008")]
    [InlineData("money_per_run", null, null, "money_per_run=80", "0.00008")]
    [InlineData("tokens_per_run", "tokens_per_run=40", "tokens_per_run=500", null, "40")]
    public async Task A_run_ends_where_the_smallest_amount_of_its_chain_does_and_another_run_begins_anew(string quota, string? tenant, string? user, string? key, string limit)
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, .. Prices]);
        var ada = Of(TestContexts.NewTenantId(), new(tenant, user, key));
        TokenBudgetException refused;
        using (ModelRun.Begin("chat_turn", null, Guid.NewGuid()))
        {
            await host.AskAsync(ada, TenTokens, 10);
            await host.AskAsync(ada, TenTokens, 10);
            refused = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, TenTokens, 10));
        }

        using (ModelRun.Begin("report", null, Guid.NewGuid()))
        {
            await host.AskAsync(ada, TenTokens, 10);
        }

        Assert.Equal((quota, "run", limit), (refused.Refusal.Members["quota"], refused.Refusal.Members["owner"], FormattableString.Invariant($"{refused.Refusal.Members["limit"]}")));
        Assert.Equal((null, TimeSpan.FromSeconds(1), false), (refused.Refusal.Members["resets_at"], refused.Refusal.RetryAfter, refused.MayPass));
    }

    [Theory]
    [InlineData("tokens_per_run=290", "280 260", 40)]
    [InlineData("money_per_run=1000", "330 316 303 290 276 263", 120)]
    public async Task Later_calls_of_a_run_are_asked_for_as_much_as_it_has_left_down_to_what_is_worth_an_answer(string quotas, string asked, long used)
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, .. Prices]);
        var ada = Of(TestContexts.NewTenantId(), OwnQuotas.OfTenant(quotas));
        using var run = ModelRun.Begin("chat_turn", null, Guid.NewGuid());
        foreach (var _ in asked.Split(' '))
        {
            await host.AskAsync(ada, TenTokens, 5000);
        }

        await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, TenTokens, 5000));

        Assert.Equal(asked, string.Join(' ', server.Requests.Select(static request => request.GetProperty("max_completion_tokens").GetInt32())));
        Assert.Equal(used, await host.SumAsync(ada.RequiredTenantId));
    }

    private static TenantContext Of(string tenant, OwnQuotas own) =>
        TenantContext.ForCredential(tenant, "ada", TenantRole.User, "professional", 1, own.Key is null ? null : "key-1", own);

    private static async Task<bool> IsLetThroughAsync(MeteringHost host, TenantContext context, int output, bool streamed = false)
    {
        try
        {
            await host.AskAsync(context, TenTokens, output, streamed);
            return true;
        }
        catch (TokenBudgetException refused) when (refused.Refusal.Code == "QUOTA_EXCEEDED")
        {
            return false;
        }
    }
}
