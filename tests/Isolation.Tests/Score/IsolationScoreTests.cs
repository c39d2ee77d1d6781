using System.Globalization;
using Nanobot.Isolation.Tests.Score.Planted;
using Xunit.Abstractions;

namespace Nanobot.Isolation.Tests.Score;

/// <summary>
/// The isolation score: tries of tenants at what is others', at random over every route, in which nothing may be found; and the same tries in an installation with one fault after the
/// other, which must be found. <c>ISOLATION_LIST=1</c> has all that was found told. How many are made is in <c>ISOLATION_TRIES</c>, from which seed in <c>ISOLATION_SEED</c>, in how many tenants in <c>ISOLATION_TENANTS</c>.
/// </summary>
public sealed class IsolationScoreTests(ITestOutputHelper output)
{
    private const int FewTries = 1000;
    private const int FewFaults = 4;
    private const double FewestFound = 0.95;

    // Chance decides how soon one is found: of four, one that takes longer than the limit would be a quarter.
    private const double FewestOfFew = 0.5;

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

    [Fact]
    public async Task Faults_that_are_planted_are_found_and_nothing_is_without_them()
    {
        var modules = new PlantedModules();
        await using var installation = await Installation.StartAsync(modules.Change);
        using var trial = new PlantedTrial(installation, modules, Seed);
        var all = await Faults.FindableAsync(installation);
        var (count, most) = (Number("ISOLATION_FAULTS", FewFaults), Number("ISOLATION_FAULT_TRIES", 3000));
        // Of few some of each sort.
        List<Fault> planted = [.. Enumerable.Range(0, Math.Min(count, all.Count)).Select(i => all[i * all.Count / Math.Min(count, all.Count)])];
        var (needed, missed, lines) = (new List<int>(), new List<string>(), new List<string>());
        foreach (var fault in planted)
        {
            var (tries, finding) = await trial.TryAsync(fault, most);
            (finding is null ? missed : lines).Add($"{fault.Name} ({fault.What}): {finding ?? "not found"}");
            if (finding is not null)
            {
                needed.Add(tries);
            }
        }

        var held = new List<string>();
        foreach (var fault in (await Faults.HeldAsync(installation)).Take(count == all.Count ? int.MaxValue : 1))
        {
            var (_, finding) = await trial.TryAsync(fault, most / 10);
            Assert.True(finding is null, $"{fault.Name} was to be held, since {fault.HeldBy}: {finding}");
            held.Add($"{fault.Name} ({fault.HeldBy})");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{planted.Count} faults planted: {needed.Count} found ({100.0 * needed.Count / planted.Count:0.#} %), after {needed.Order().ElementAtOrDefault(needed.Count / 2)} tries in the median and {needed.DefaultIfEmpty().Max()} at most (limit {most}); {trial.Controls} tries between them without a fault: 0 found"));
        output.WriteLine($"not found: {(missed.Count == 0 ? "none" : string.Join("; ", missed))}");
        output.WriteLine($"planted besides and held by another guard, 0 found: {string.Join("; ", held)}");
        if (Number("ISOLATION_LIST", 0) == 1)
        {
            lines.ForEach(output.WriteLine);
        }

        Assert.True(needed.Count >= (planted.Count == all.Count ? FewestFound : FewestOfFew) * planted.Count, string.Join('\n', missed.Concat(lines)));
    }

    private static int Number(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
