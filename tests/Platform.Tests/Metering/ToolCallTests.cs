using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Metering.Calls;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Metering;

/// <summary>Calls of tools as a budget of a run.</summary>
public sealed class ToolCallTests
{
    [Theory]
    [InlineData(null, "tool_calls_per_run=7", null)]
    [InlineData("tool_calls_per_run=7", "tool_calls_per_run=9", "tool_calls_per_run=8")]
    [InlineData("tool_calls_per_run=7@99999999999", null, "tool_calls_per_run=7")]
    public async Task However_many_are_called_at_once_a_run_makes_exactly_as_many_as_it_may(string? tenant, string? user, string? key)
    {
        await using var host = await MeteringHost.StartAsync();
        var budget = host.Services.GetRequiredService<ToolCallBudget>();
        var ada = TenantContext.ForCredential(TestContexts.NewTenantId(), "ada", TenantRole.User, "professional", 1, key is null ? null : "key-1", new OwnQuotas(tenant, user, key));
        for (var run = 0; run < 2; run++)
        {
            using var begun = ModelRun.Begin("chat_turn", null, Guid.NewGuid());
            var taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => IsTakenAsync(budget, ada))));

            Assert.Equal(7, taken.Count(static one => one));
            Assert.Equal(7, ModelRun.Current.ToolCalls);
        }
    }

    [Fact]
    public async Task Without_an_amount_any_number_is_made_and_the_installation_may_say_how_many()
    {
        await using var free = await MeteringHost.StartAsync();
        await using var bounded = await MeteringHost.StartAsync([new("Limits:Tokens:ToolCallsPerRun", "1")]);
        var ada = TestContexts.User();
        using var run = ModelRun.Begin("chat_turn", null, Guid.NewGuid());
        for (var i = 0; i < 100; i++)
        {
            await free.Services.GetRequiredService<ToolCallBudget>().TakeAsync(ada, default);
        }

        using var other = ModelRun.Begin("chat_turn", null, Guid.NewGuid());
        await bounded.Services.GetRequiredService<ToolCallBudget>().TakeAsync(ada, default);
        var refused = await Assert.ThrowsAsync<TokenBudgetException>(async () => await bounded.Services.GetRequiredService<ToolCallBudget>().TakeAsync(ada, default));

        Assert.Equal((429, "QUOTA_EXCEEDED", "tool_calls_per_run", "run", 1L, 1L),
            (refused.Refusal.Status, refused.Refusal.Code, refused.Refusal.Members["quota"], refused.Refusal.Members["owner"], refused.Refusal.Members["limit"], refused.Refusal.Members["used"]));
        Assert.Equal((100, 1), ((int)run.ToolCalls, (int)other.ToolCalls));
    }

    private static async Task<bool> IsTakenAsync(ToolCallBudget budget, TenantContext context)
    {
        try
        {
            await budget.TakeAsync(context, default);
            return true;
        }
        catch (TokenBudgetException)
        {
            return false;
        }
    }
}
