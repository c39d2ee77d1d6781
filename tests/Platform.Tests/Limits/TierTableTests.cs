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
        var set = new TierTable(Options.Create(new TierOptions())).Of(tier);

        Assert.Equal([tokens, request, minute, day, storage, concurrent, agents, sessions],
            new[] { QuotaType.TokensPerDay, QuotaType.TokensPerRequest, QuotaType.ApiCallsPerMinute, QuotaType.ApiCallsPerDay, QuotaType.Storage,
                QuotaType.ConcurrentRequests, QuotaType.Agents, QuotaType.Sessions }.Select(type => set[type]));
    }

    [Fact]
    public void An_installation_puts_its_own_amounts_in_place_of_a_plans()
    {
        var options = new TierOptions { Tiers = { ["free"] = new() { ["sessions"] = 7 } } };
        var table = new TierTable(Options.Create(options));

        Assert.Equal((7, 10, 50), (table.Of("free")[QuotaType.Sessions], table.Of("free")[QuotaType.ApiCallsPerMinute], table.Of("basic")[QuotaType.Sessions]));
        Assert.True(new TierOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void Every_plan_and_amount_that_cannot_be_is_named_at_the_start()
    {
        var options = new TierOptions { Tiers = { ["gold"] = [], ["free"] = new() { ["wishes"] = 3, ["sessions"] = -1, ["agents"] = 2_000_000_000_000 } } };

        var failures = new TierOptionsValidator().Validate(null, options).Failures!.ToList();

        Assert.Equal(4, failures.Count);
        Assert.All(["Limits:Tiers:gold", "Limits:Tiers:free:wishes", "Limits:Tiers:free:sessions", "Limits:Tiers:free:agents"],
            key => Assert.Contains(failures, failure => failure.StartsWith(key, StringComparison.Ordinal)));
    }
}
