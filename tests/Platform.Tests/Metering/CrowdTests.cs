using System.Globalization;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Xunit.Abstractions;

namespace Nanobot.Platform.Tests.Metering;

/// <summary>Many callers at once, from several processes, on a budget for some of them.</summary>
public sealed class CrowdTests(ITestOutputHelper output)
{
    private const int Callers = 1_000;
    private const int Enough = 100;
    private const string TenTokens = "0123456789012345678901234567890123456789";

    private static readonly int Seeds = int.Parse(Environment.GetEnvironmentVariable("LEDGER_SEEDS") ?? "2", CultureInfo.InvariantCulture);
    private static readonly int FirstSeed = int.Parse(Environment.GetEnvironmentVariable("LEDGER_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_thousand_callers_on_a_budget_for_a_hundred_from_four_processes_are_let_through_exactly_a_hundred_times()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        KeyValuePair<string, string?>[] settings = [.. server.Settings, new("Limits:Tiers:professional:tokens_per_day", $"{Enough * 20}"), new("Limits:Tokens:StoreTimeout", "00:00:10")];
        await using var first = await MeteringHost.StartAsync(settings);
        await using var second = await MeteringHost.StartAsync(settings, beside: first);
        await using var third = await MeteringHost.StartAsync(settings, beside: first);
        await using var fourth = await MeteringHost.StartAsync(settings, beside: first);
        MeteringHost[] hosts = [first, second, third, fourth];
        for (var seed = FirstSeed; seed < FirstSeed + Seeds; seed++)
        {
            var random = new Random(seed);
            var ada = TestContexts.User();
            var order = Enumerable.Range(0, Callers).Select(_ => (Host: hosts[random.Next(hosts.Length)], Streamed: random.Next(2) == 0)).ToList();
            var through = await Task.WhenAll(order.Select(caller => Task.Run(() => IsLetThroughAsync(caller.Host, ada, caller.Streamed))));

            Assert.True(through.Count(static one => one) == Enough, $"seed {seed}: {through.Count(static one => one)}");
            await first.ExpectSettledAsync(ada.RequiredTenantId);
            Assert.Equal(Enough * 20, await first.SumAsync(ada.RequiredTenantId));
        }

        output.WriteLine($"{Seeds} seeds from {FirstSeed}: each time {Enough} of {Callers}");
    }

    [Fact]
    public async Task However_much_less_calls_come_to_than_they_reserved_the_budget_is_never_overrun_nor_falsely_full()
    {
        var random = new Random(FirstSeed);
        await using var server = await new CountingProvider { Words = 5 }.StartAsync();
        KeyValuePair<string, string?>[] settings = [.. server.Settings, new("Limits:Tiers:professional:tokens_per_day", "1500"), new("Limits:Tokens:StoreTimeout", "00:00:10")];
        await using var first = await MeteringHost.StartAsync(settings);
        await using var second = await MeteringHost.StartAsync(settings, beside: first);
        var ada = TestContexts.User();
        var calls = Enumerable.Range(0, 300).Select(_ => (Host: random.Next(2) == 0 ? first : second, Output: 5 + random.Next(300), Streamed: random.Next(2) == 0)).ToList();

        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (call, _) => await IsLetThroughAsync(call.Host, ada, call.Streamed, call.Output));
        await first.ExpectSettledAsync(ada.RequiredTenantId);
        // What is left is for whoever asks for no more than it.
        while (await IsLetThroughAsync(first, ada, streamed: false, output: 5))
        {
            Assert.True(await first.SumAsync(ada.RequiredTenantId) <= 1500);
        }

        Assert.Equal(1500, await first.SumAsync(ada.RequiredTenantId));
    }

    private static async Task<bool> IsLetThroughAsync(MeteringHost host, TenantContext context, bool streamed, int output = 10)
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
