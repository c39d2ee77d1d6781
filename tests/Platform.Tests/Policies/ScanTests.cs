using System.Globalization;
using Nanobot.Platform.Policies;
using Xunit.Abstractions;

namespace Nanobot.Platform.Tests.Policies;

/// <summary>The index decides as one does who reads all policies from top to bottom. <c>POLICIES_SETS</c> and <c>POLICIES_SEED</c> say how many sets and which.</summary>
public sealed class ScanTests(ITestOutputHelper output)
{
    private const int Sample = 400, FirstSeed = 20_261_126, Requests = 50;

    [Fact]
    public void A_decision_by_the_index_is_that_of_a_scan()
    {
        var (sets, seed) = (Setting("POLICIES_SETS", Sample), Setting("POLICIES_SEED", FirstSeed));
        var (allowed, denied, unmatched, shadowed) = (0, 0, 0, 0);
        for (var i = 0; i < sets; i++)
        {
            var random = new Random(seed + i);
            var (installation, tenant) = (RandomPolicies.Make(random, random.Next(12), 3), RandomPolicies.Make(random, random.Next(60), 2));
            var set = new PolicySet(PolicyLayer.Compile(PolicyScope.Installation, installation), PolicyLayer.Compile(PolicyScope.Tenant, tenant));
            for (var j = 0; j < Requests; j++)
            {
                var request = RandomPolicies.Request(random);
                var decision = set.Decide(request);
                var (matched, shadow) = Scan.Decide([.. installation.Select(static policy => (policy, 0)), .. tenant.Select(static policy => (policy, 1))], request);
                Assert.True((matched?.Name, shadow?.Name, matched?.Effect == "allow") == (decision.Matched?.Name, decision.Shadow?.Name, decision.Allowed),
                    $"seed {seed + i}, request {j}: {request}: the scan has {matched?.Name} and {shadow?.Name}, the index {decision.Matched?.Name} and {decision.Shadow?.Name}");
                // Asked again, and explained, it is the same.
                Assert.Equal(decision, set.Explain(request).Decision);
                Assert.Equal(matched is null ? null : (bool?)true, decision.Matched is { } one ? set.Explain(request).Policies.Single(policy => ReferenceEquals(policy.Policy, one)).Matches : null);
                _ = matched is null ? unmatched++ : decision.Allowed ? allowed++ : denied++;
                shadowed += shadow is null ? 0 : 1;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sets} sets from seed {seed}, {sets * Requests} requests: {allowed} allowed, {denied} denied, {unmatched} unmatched, {shadowed} with a shadow"));
        Assert.True(allowed > sets && denied > sets && unmatched > sets && shadowed > sets, "One kind of decisions is missing.");
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
