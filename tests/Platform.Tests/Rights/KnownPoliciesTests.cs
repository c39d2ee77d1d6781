using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Tests.Policies;
using Xunit.Abstractions;

namespace Nanobot.Platform.Tests.Rights;

/// <summary>What is decided by remembered policies is what the policies of that moment say. <c>POLICIES_SETS</c> and <c>POLICIES_SEED</c> say how many histories and which.</summary>
public sealed class KnownPoliciesTests(ITestOutputHelper output) : IDisposable
{
    private const int Sample = 150, FirstSeed = 20_261_127, Steps = 60;
    private static readonly string[] Tenants = ["acme", "other"];
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task A_decision_from_memory_is_the_one_without_memory_whatever_changed_in_between()
    {
        var (histories, seed) = (Setting("POLICIES_SETS", Sample), Setting("POLICIES_SEED", FirstSeed));
        var (allowed, denied, remembered, byAttribute, kinds) = (0, 0, 0, 0, new HashSet<string>());
        for (var i = 0; i < histories; i++)
        {
            var random = new Random(seed + i);
            var memory = Memory();
            for (var step = 0; step < Steps; step++)
            {
                var tenant = Tenants[random.Next(Tenants.Length)];
                switch (random.Next(12))
                {
                    case 0:
                        memory.Change(tenant, RandomPolicies.Make(random, random.Next(20), 2));
                        break;
                    case 1:
                        memory.Change(null, RandomPolicies.Make(random, random.Next(6), 3));
                        break;
                    case 2:
                        memory.Time.Advance(TimeSpan.FromSeconds(random.Next(2000)));
                        break;
                    case 3:
                        var (user, key) = (random.Next(2) == 0 ? "ada" : null, random.Next(2) == 0 ? "k1" : null);
                        memory.Give(tenant, user, user is null ? key : null, random.Next(2) == 0 ? "high" : "low");
                        break;
                    default:
                        var request = RandomPolicies.Request(random) with { TenantId = tenant };
                        var asked = memory.Asked + memory.AskedForAttributes;
                        var decision = await memory.DecideAsync(tenant, request);
                        var expected = memory.Uncached(tenant).Decide(request with { Attributes = memory.Uncached(request) });
                        byAttribute += expected.ConditionsMet.Any(static name => name.StartsWith("attributes", StringComparison.Ordinal)) ? 1 : 0;
                        Assert.True(Shown(expected) == Shown(decision), $"seed {seed + i}, step {step}: {request}: without memory {Shown(expected)}, from memory {Shown(decision)}");
                        _ = decision.Allowed ? allowed++ : denied++;
                        remembered += memory.Asked + memory.AskedForAttributes == asked ? 1 : 0;
                        kinds.Add(request.Resource[..request.Resource.IndexOf(':', StringComparison.Ordinal)]);
                        break;
                }
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{histories} histories from seed {seed}: {allowed} allowed, {denied} denied, {remembered} of them without a question, {byAttribute} by an attribute"));
        Assert.True(allowed > histories && denied > histories && remembered > histories && byAttribute > histories / 10, "One kind of decisions is missing.");
        Assert.Equal(["method", "model", "report", "tool"], kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_answer_on_its_way_during_a_change_decides_for_nobody_who_comes_after_it()
    {
        var memory = Memory();
        var gate = memory.Gate = new TaskCompletionSource();
        Assert.True(await memory.Known.CompareAsync(default));
        var early = memory.Known.FindAsync("acme", "acme", default).AsTask();
        await Testing.Eventually.TrueAsync(() => Task.FromResult(memory.Asked == 1));
        memory.Change("acme", [Given.Policy("no-tools", "deny", 5, resource: "tool:*")]);

        var late = memory.DecideAsync("acme", Given.Request("tool:web_fetch"));
        memory.Gate = null;
        gate.SetResult();

        Assert.Equal("no-tools", (await late).Matched?.Name);
        _ = await early;
        Assert.Equal("no-tools", (await memory.DecideAsync("acme", Given.Request("tool:web_fetch"))).Matched?.Name);
    }

    [Fact]
    public async Task A_change_of_one_tenant_has_no_other_asked_for_again_and_warm_decisions_ask_nobody()
    {
        var memory = Memory();
        foreach (var tenant in Tenants)
        {
            await memory.DecideAsync(tenant, Given.Request("model:m"));
        }

        memory.Change("acme", [Given.Policy("no-models", "deny", 5, resource: "model:*")]);
        for (var i = 0; i < 100; i++)
        {
            Assert.True((await memory.DecideAsync("other", Given.Request("model:m"))).Allowed);
        }

        Assert.Equal(2, memory.Asked);
        Assert.False((await memory.DecideAsync("acme", Given.Request("model:m"))).Allowed);
        Assert.Equal(3, memory.Asked);
    }

    [Fact]
    public async Task With_the_module_away_what_is_remembered_serves_five_minutes_and_then_nothing_is_decided()
    {
        var memory = Memory();
        await memory.DecideAsync("acme", Given.Request("report:daily"));
        memory.Down = true;
        memory.Time.Advance(TimeSpan.FromMinutes(4));

        Assert.NotNull(await memory.Known.FindAsync("acme", "acme", default));
        // Others may change what this process cannot hear of.
        Assert.False(await memory.Known.CompareAsync(default));
        memory.Time.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<ModuleUnavailableException>(async () => await memory.Known.FindAsync("acme", "acme", default));
    }

    [Fact]
    public async Task Attributes_of_whoever_asks_are_asked_for_where_a_policy_asks_for_them_and_once()
    {
        var memory = Memory();
        memory.Give("acme", "ada", null, "high");
        await memory.DecideAsync("acme", Given.Request("tool:x"));
        memory.Change("acme", [Given.Policy("tier", "deny", 5, new(Attributes: [new("tenant.tier", "eq", Given.Json("\"free\""))]))]);
        await memory.DecideAsync("acme", Given.Request("tool:x"));
        Assert.Equal(0, memory.AskedForAttributes);

        memory.Change("acme", [Given.Policy("level", "deny", 5, new(Attributes: [new("user.level", "eq", Given.Json("\"high\""))]))]);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("level", (await memory.DecideAsync("acme", Given.Request("tool:x"))).Matched?.Name);
            Assert.True((await memory.DecideAsync("acme", Given.Request("tool:x", user: "bob"))).Allowed);
            Assert.True((await memory.DecideAsync("other", Given.Request("tool:x") with { TenantId = "other" })).Allowed);
        }

        Assert.Equal(2, memory.AskedForAttributes);
        memory.Give("acme", "ada", null, "low");
        Assert.True((await memory.DecideAsync("acme", Given.Request("tool:x"))).Allowed);
    }

    [Fact]
    public async Task Where_attributes_that_a_policy_asks_for_are_not_known_nothing_is_decided()
    {
        var memory = Memory();
        memory.Change("acme", [Given.Policy("level", "deny", 5, new(Attributes: [new("user.level", "eq", Given.Json("\"high\""))]))]);
        await memory.DecideAsync("acme", Given.Request("tool:x"));
        var known = (await memory.Known.FindAsync("acme", "acme", default))!;
        memory.Down = true;

        await Assert.ThrowsAsync<ModuleUnavailableException>(async () => await memory.Known.AttributesAsync(known, "bob", null, "acme", default));
    }

    [Fact]
    public async Task A_tenant_that_is_not_there_is_bound_by_nothing_and_is_not_asked_for_each_time()
    {
        var memory = Memory();
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(await memory.Known.FindAsync("nobody", "nobody", default));
        }

        Assert.Equal(1, memory.Asked);
    }

    [Fact]
    public async Task Policies_that_cannot_be_compiled_decide_nothing()
    {
        var memory = Memory();
        memory.Change("acme", [Given.Policy("broken") with { Effect = "perhaps" }]);

        await Assert.ThrowsAsync<ModuleUnavailableException>(() => memory.DecideAsync("acme", Given.Request("tool:x")));
    }

    private PoliciesInMemory Memory() => new(_services.GetRequiredService<IMeterFactory>());

    private static (string?, string?, bool) Shown(PolicyDecision decision) => (decision.Matched?.Name, decision.Shadow?.Name, decision.Allowed);

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
