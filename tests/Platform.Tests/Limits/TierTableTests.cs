using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits;

namespace Nanobot.Platform.Tests.Limits;

public sealed class TierTableTests
{
    [Theory]
    [InlineData("free", 10_000, 2_048, 10, 1_000, 100, 2, 1, 10)]
    [InlineData("basic", 50_000, 4_096, 30, 5_000, 500, 5, 3, 50)]
    [InlineData("professional", 500_000, 8_192, 100, 50_000, 2_000, 20, 10, 200)]
    [InlineData("enterprise", 5_000_000, 32_768, 1_000, 500_000, 10_000, 100, 100, 1_000)]
    [InlineData("a plan of a newer version", 10_000, 2_048, 10, 1_000, 100, 2, 1, 10)]
    public void Each_plan_allows_what_it_says(string tier, long tokens, long request, long minute, long day, long storage, long concurrent, long agents, long sessions)
    {
        var set = new TierTable(Options.Create(new TierOptions()), Options.Create(new InstallationAmounts())).Of(tier);

        Assert.Equal([tokens, request, minute, day, storage, concurrent, agents, sessions],
            new[] { QuotaType.TokensPerDay, QuotaType.TokensPerRequest, QuotaType.ApiCallsPerMinute, QuotaType.ApiCallsPerDay, QuotaType.Storage,
                QuotaType.ConcurrentRequests, QuotaType.Agents, QuotaType.Sessions }.Select(set.AmountOf));
    }

    [Fact]
    public void An_installation_puts_its_own_amounts_in_place_of_a_plans()
    {
        var options = new TierOptions { Tiers = { ["free"] = new() { ["sessions"] = 7 } } };
        var table = new TierTable(Options.Create(options), Options.Create(new InstallationAmounts()));

        Assert.Equal((7, 10, 50), (table.Of("free")[QuotaType.Sessions], table.Of("free")[QuotaType.ApiCallsPerMinute], table.Of("basic")[QuotaType.Sessions]));
        Assert.True(new TierOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void Every_plan_and_amount_that_cannot_be_is_named_at_the_start()
    {
        var options = new TierOptions { Tiers = { ["gold"] = [], ["free"] = new() { ["wishes"] = 3, ["sessions"] = 1.5m, ["agents"] = 2_000_000_000_000, ["money_per_day"] = 0.0000001m } } };

        var failures = new TierOptionsValidator().Validate(null, options).Failures!.ToList();

        Assert.Equal(5, failures.Count);
        Assert.All(["Limits:Tiers:gold", "Limits:Tiers:free:wishes", "Limits:Tiers:free:sessions", "Limits:Tiers:free:agents", "Limits:Tiers:free:money_per_day"],
            key => Assert.Contains(failures, failure => failure.StartsWith(key, StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_what_is_optional_there_is_no_limit_until_a_plan_or_the_installation_says_one_and_the_latter_is_never_exceeded()
    {
        var options = new TierOptions { Tiers = { ["free"] = new() { ["money_per_day"] = 12.5m, ["tool_calls_per_run"] = 30 } } };
        var table = new TierTable(Options.Create(options), Options.Create(new InstallationAmounts { ToolCallsPerRun = 20, PerRun = 5_000 }));
        var (free, basic) = (table.Of("free"), table.Of("basic"));

        Assert.Equal((12_500_000, 20, 5_000), (free[QuotaType.MoneyPerDay], free[QuotaType.ToolCallsPerRun], free[QuotaType.TokensPerRun]));
        Assert.Equal((null, 20, null), (basic[QuotaType.MoneyPerDay], basic[QuotaType.ToolCallsPerRun], basic[QuotaType.MoneyPerRun]));
        Assert.Equal((12_500_000, 20, null), (table.InstallationOf("free", QuotaType.MoneyPerDay), table.InstallationOf("free", QuotaType.ToolCallsPerRun), table.InstallationOf("basic", QuotaType.MoneyPerDay)));
        Assert.Equal([QuotaType.TokensPerRun, QuotaType.ToolCallsPerRun], QuotaType.All.Where(free.IsBounded));
    }
}
