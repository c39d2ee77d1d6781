using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Metering;

public sealed class BudgetTests
{
    // Ten tokens of a prompt, and ten of an answer: that is what the server counts, and what is reserved.
    private const string TenTokens = "0123456789012345678901234567890123456789";
    private static readonly KeyValuePair<string, string?>[] ForFive = [new("Limits:Tiers:professional:tokens_per_day", "100")];

    [Fact]
    public async Task A_day_that_is_used_up_refuses_with_what_was_used_and_when_it_ends()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, .. ForFive]);
        var ada = TestContexts.User();
        for (var i = 0; i < 5; i++)
        {
            await host.AskAsync(ada, TenTokens, 10);
        }

        var refusal = (await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, TenTokens, 10))).Refusal;

        Assert.Equal((429, "QUOTA_EXCEEDED"), (refusal.Status, refusal.Code));
        Assert.Equal(("tokens_per_day", "tenant", 100L, 100L, 0L), (refusal.Members["quota"], refusal.Members["owner"], refusal.Members["limit"], refusal.Members["used"], refusal.Members["reserved"]));
        var ends = (DateTimeOffset)refusal.Members["resets_at"]!;
        Assert.Equal(TimeSpan.Zero, ends.TimeOfDay);
        Assert.InRange((TimeProvider.System.GetUtcNow() + refusal.RetryAfter!.Value - ends).TotalSeconds, -1, 5);
        Assert.Equal(5, server.Requests.Count);
        Assert.Equal(5, (await host.CallsAsync(ada.RequiredTenantId)).Count);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29T21:59:59Z")]
    [InlineData("Europe/Berlin", "2026-10-25T22:59:59Z")]
    [InlineData("Asia/Kathmandu", "2026-06-01T18:14:59Z")]
    [InlineData("UTC", "2026-12-31T23:59:59Z")]
    public async Task The_day_is_the_tenants_and_a_second_after_the_wait_that_was_said_the_call_is_let_through(string zone, string at)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture).AddHours(-2));
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync(server.Settings, configure: services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton<ITokenLimits>(new FixedLimits(zone, 100));
        });
        var ada = TestContexts.User();
        for (var i = 0; i < 5; i++)
        {
            await host.AskAsync(ada, TenTokens, 10);
        }

        var wait = (await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, TenTokens, 10))).Refusal.RetryAfter!.Value;
        Assert.Equal(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(1), wait);
        clock.Advance(wait - TimeSpan.FromSeconds(1));
        var last = (await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, TenTokens, 10))).Refusal;
        Assert.Equal(TimeSpan.FromSeconds(1), last.RetryAfter);
        clock.Advance(TimeSpan.FromSeconds(1));
        await host.AskAsync(ada, TenTokens, 10);

        Assert.Equal(6, (await host.CallsAsync(ada.RequiredTenantId)).Count);
    }

    [Fact]
    public async Task Where_only_calls_that_run_stand_in_the_way_the_wait_is_a_moment_and_what_they_leave_is_there_again()
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
        await using var host = await MeteringHost.StartAsync([.. server.Settings, .. ForFive]);
        var ada = TestContexts.User();
        var first = host.AskAsync(ada, TenTokens, 90);
        await begun.Task;

        var refused = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, TenTokens, 10));
        gate.SetResult();
        await first;
        await host.AskAsync(ada, TenTokens, 70);

        Assert.True(refused.MayPass);
        Assert.Equal((0L, 100L, TimeSpan.FromSeconds(1)), (refused.Refusal.Members["used"], refused.Refusal.Members["reserved"], refused.Refusal.RetryAfter));
    }

    [Fact]
    public async Task A_request_that_is_longer_than_the_plan_allows_is_refused_and_an_answer_is_asked_for_no_longer_than_it_may_be()
    {
        await using var server = await new CountingProvider { Words = 1 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, new("Limits:Tiers:professional:tokens_per_request", "30")]);
        var ada = TestContexts.User();

        var refusal = (await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, new string('x', 120), 10))).Refusal;
        await host.AskAsync(ada, TenTokens, 500);

        Assert.Equal((413, "TOKEN_LIMIT", 30L), (refusal.Status, refusal.Code, refusal.Members["limit"]));
        Assert.Equal(20, Assert.Single(server.Requests).GetProperty("max_completion_tokens").GetInt32());
        Assert.Equal(30, Assert.Single(await host.CallsAsync(ada.RequiredTenantId)).Reserved);
    }

    [Fact]
    public async Task A_plan_that_allows_nothing_refuses_and_one_of_less_than_an_answer_still_answers()
    {
        await using var server = await new CountingProvider { Words = 1 }.StartAsync();
        await using var none = await MeteringHost.StartAsync([.. server.Settings, new("Limits:Tiers:professional:tokens_per_day", "0")]);
        await using var little = await MeteringHost.StartAsync([.. server.Settings, new("Limits:Tiers:professional:tokens_per_day", "12")]);

        var refused = await Assert.ThrowsAsync<TokenBudgetException>(() => none.AskAsync(TestContexts.User(), TenTokens));
        await little.AskAsync(TestContexts.User(), TenTokens, 500);

        Assert.Equal("QUOTA_EXCEEDED", refused.Refusal.Code);
        Assert.Equal(2, Assert.Single(server.Requests).GetProperty("max_completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Budgets_of_user_run_and_money_are_drawn_on_together_or_not_at_all()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([
            .. server.Settings, new("Limits:Tokens:PerUserDay", "60"), new("Limits:Tokens:PerRun", "20"), new("Limits:Tokens:MoneyPerDay", "200"),
            new("Ai:Prices:Version", "2026-11"), new("Ai:Prices:Models:0:Model", "counting-*"), new("Ai:Prices:Models:0:Input", "1000000"), new("Ai:Prices:Models:0:Output", "3000000"),
            new("Ai:Prices:Models:1:Model", "scripted-1"), new("Ai:Prices:Models:1:Input", "1000000"), new("Ai:Prices:Models:1:Output", "3000000")]);
        var ada = TestContexts.User();
        var tenant = ada.RequiredTenantId;
        var run = Guid.NewGuid();
        TokenBudgetException ofRun, ofUser, ofMoney;
        using (ModelRun.Begin("chat_turn", null, run))
        {
            await host.AskAsync(ada, TenTokens, 10);
            ofRun = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, TenTokens, 10));
        }

        await host.AskAsync(ada, TenTokens, 10);
        await host.AskAsync(ada, TenTokens, 10);
        ofUser = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, TenTokens, 10));
        await host.AskAsync(TestContexts.User("bob", tenant), TenTokens, 10);
        await host.AskAsync(TestContexts.User("bob", tenant), TenTokens, 10);
        ofMoney = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(TestContexts.User("cyd", tenant), TenTokens, 10));

        Assert.Equal(["tokens_per_run", "tokens_per_user_day", "money_per_day"], new[] { ofRun, ofUser, ofMoney }.Select(refused => refused.Refusal.Members["quota"]));
        var calls = await host.CallsAsync(tenant);
        Assert.Equal(5, calls.Count);
        Assert.All(calls, call => Assert.Equal(("2026-11", 40L), (call.PriceVersion, call.Cost)));
        Assert.Equal((100L, 200L, 60L), (await host.SumAsync(tenant), await host.SumAsync(tenant, "tenant:money"), await host.SumAsync(tenant, "user:ada:tokens")));
        await host.ExpectSettledAsync(tenant);
    }

    [Fact]
    public async Task Money_of_a_user_and_of_a_key_is_held_beside_the_tenants()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([
            .. server.Settings, new("Limits:Tokens:MoneyPerUserDay", "80"), new("Limits:Tokens:MoneyPerKeyDay", "40"),
            new("Ai:Prices:Models:0:Model", "*"), new("Ai:Prices:Models:0:Input", "1000000"), new("Ai:Prices:Models:0:Output", "3000000")]);
        var tenant = TestContexts.NewTenantId();
        TenantContext Of(string user, string? key) => TenantContext.ForCredential(tenant, user, TenantRole.User, "professional", 1, key, new(null, null, null));

        await host.AskAsync(Of("ada", "key-1"), TenTokens, 10);
        var ofKey = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(Of("bob", "key-1"), TenTokens, 10));
        await host.AskAsync(Of("ada", null), TenTokens, 10);
        var ofUser = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(Of("ada", null), TenTokens, 10));

        Assert.Equal([("money_per_day", "key", 0.00004m), ("money_per_day", "user", 0.00008m)],
            new[] { ofKey, ofUser }.Select(static one => ((string)one.Refusal.Members["quota"]!, (string)one.Refusal.Members["owner"]!, (decimal)one.Refusal.Members["used"]!)));
        await host.ExpectSettledAsync(tenant);
    }

    [Fact]
    public async Task Amounts_that_are_the_tenants_a_users_or_a_keys_own_count_in_place_of_the_plans_or_beside_them()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, .. ForFive]);
        var tenant = TestContexts.NewTenantId();
        TenantContext Of(string user, string? key, OwnQuotas own) => TenantContext.ForCredential(tenant, user, TenantRole.User, "professional", 1, key, own);
        var ada = Of("ada", null, new("tokens_per_day=120", "tokens_per_day=20", null));
        var bob = Of("bob", "key-1", new("tokens_per_day=120", null, "tokens_per_day=40;tokens_per_request=25"));
        var cyd = Of("cyd", null, OwnQuotas.OfTenant("tokens_per_day=120"));

        await host.AskAsync(ada, TenTokens, 10);
        var ofUser = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, TenTokens, 10));
        var tooLarge = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(bob, new string('x', 100), 10));
        await host.AskAsync(bob, TenTokens, 10);
        await host.AskAsync(bob, TenTokens, 10);
        var ofKey = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(bob, TenTokens, 10));
        for (var i = 0; i < 3; i++)
        {
            await host.AskAsync(cyd, TenTokens, 10);
        }

        var ofTenant = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(cyd, TenTokens, 10));

        Assert.Equal(["user 20", "key 40", "tenant 120"], new[] { ofUser, ofKey, ofTenant }.Select(static one => $"{one.Refusal.Members["owner"]} {one.Refusal.Members["limit"]}"));
        Assert.Equal(("TOKEN_LIMIT", 25L), (tooLarge.Refusal.Code, tooLarge.Refusal.Members["limit"]));
        await host.ExpectSettledAsync(tenant);
    }

    [Fact]
    public async Task Two_modules_draw_on_one_budget_of_their_tenant()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var chat = await MeteringHost.StartAsync([.. server.Settings, .. ForFive]);
        await using var reports = await MeteringHost.StartAsync([.. server.Settings, .. ForFive], beside: chat, module: "reports");
        var ada = TestContexts.User();
        foreach (var host in new[] { chat, reports, chat, reports, reports })
        {
            await host.AskAsync(ada, TenTokens, 10);
        }

        var refusals = new[] { await Assert.ThrowsAsync<TokenBudgetException>(() => chat.AskAsync(ada, TenTokens, 10)), await Assert.ThrowsAsync<TokenBudgetException>(() => reports.AskAsync(ada, TenTokens, 10)) };

        Assert.All(refusals, refused => Assert.Equal(100L, refused.Refusal.Members["used"]));
        Assert.Equal((40L, 60L), (await chat.SumAsync(ada.RequiredTenantId), await reports.SumAsync(ada.RequiredTenantId)));

        // A Redis that has lost all: what this module knew of the other holds until that one has told it again.
        await chat.FlushAsync();
        var after = await Assert.ThrowsAsync<TokenBudgetException>(() => reports.AskAsync(ada, TenTokens, 10));
        Assert.InRange((long)after.Refusal.Members["used"]!, 80, 100);
        await Eventually.GetAsync(async () => (long)(await Assert.ThrowsAsync<TokenBudgetException>(() => reports.AskAsync(ada, TenTokens, 10))).Refusal.Members["used"]!, static used => used == 100);
    }

    internal sealed class FixedLimits(string zone, long perDay) : ITokenLimits
    {
        public ValueTask<TokenLimits> OfAsync(TokenCaller caller, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new TokenLimits(zone, 1000, [new(BudgetOwner.Tenant, BudgetUnit.Tokens, perDay)]));
    }
}
