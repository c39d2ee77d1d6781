using System.Globalization;
using Xunit.Abstractions;

namespace Nanobot.Isolation.Tests.Score;

/// <summary>
/// The isolation score: tries of tenants at what is others', at random over every route, in which nothing may be found; and the same tries in an installation with one fault after the
/// other, which must be found. How many are made is in <c>ISOLATION_TRIES</c>, from which seed in <c>ISOLATION_SEED</c>, in how many tenants in <c>ISOLATION_TENANTS</c>.
/// </summary>
public sealed class IsolationScoreTests(ITestOutputHelper output)
{
    private const int FewTries = 1500;

    private static readonly int Seed = Number("ISOLATION_SEED", 1);

    [Fact]
    public async Task No_try_finds_anything_of_another_tenant()
    {
        await using var installation = await Installation.StartAsync();
        using var trial = await Trial.PrepareAsync(installation, Number("ISOLATION_TENANTS", 3));
        var outcome = await trial.RunAsync(Number("ISOLATION_TRIES", FewTries), Seed);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{outcome.Tries} tries (seed {Seed}) over {trial.Routes} routes, {trial.Estates.All.Count} tenants, {outcome.Requests} requests in {outcome.Elapsed.TotalSeconds:0} s: {outcome.Tries / outcome.Elapsed.TotalSeconds:0} tries/s; {outcome.Findings.Count} found"));
        output.WriteLine(string.Join(", ", outcome.Kinds.Select(static kind => $"{kind.Key} {kind.Value}")));
        Assert.True(outcome.Findings.Count == 0, string.Join('\n', outcome.Findings.Take(20)));
        Assert.True(outcome.Failures.Count == 0, string.Join('\n', outcome.Failures.Take(20)));
    }

    private static int Number(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
