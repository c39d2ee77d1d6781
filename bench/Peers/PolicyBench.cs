using System.Globalization;
using System.Net;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies;

namespace Nanobot.Bench;

/// <summary>What a decision costs by few and by many rules; warm, rounds interleaved, medians. The rules are those of <c>bench/policies</c>.</summary>
internal static class PolicyBench
{
    private const int Rounds = 15;
    private const int Each = 200_000;
    private const int Asked = 64;
    private static readonly int[] Sizes = [100, 10_000];
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Prints Markdown for docs/performance.md.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        (string Name, Func<int, IEnumerable<Policy>> Rules, Func<int, int, PolicyRequest> Request)[] shapes =
        [
            ("a rule a user, tools by glob", Plain, static (size, i) => Request($"u{i * size / Asked}", $"tool:t{i * size / Asked % 50}.read")),
            ("the same, with an address and a time", static size => Plain(size).Select(WithConditions), static (size, i) => Request($"u{i * size / Asked}", $"tool:t{i * size / Asked % 50}.read")),
            ("a rule a user, none matches", Plain, static (_, i) => Request($"nobody{i}", "tool:none")),
            ("a glob a rule, by prefix, suffix and within", Globs, static (size, i) => Request("ada", $"tool:g{i * size / Asked / 3 * 3}.x.read")),
        ];
        var works = (from shape in shapes
                     from size in Sizes
                     select (shape.Name, Size: size, Set: PolicySet.Compile([], shape.Rules(size)), Requests: Enumerable.Range(0, Asked).Select(i => shape.Request(size, i)).ToArray())).ToList();
        var times = works.ConvertAll(static _ => new List<double>());
        var bytes = new double[works.Count];
        for (var round = -3; round < Rounds; round++)
        {
            for (var i = 0; i < works.Count; i++)
            {
                var (took, allocated) = Measure(works[i].Set, works[i].Requests);
                bytes[i] = allocated;
                if (round >= 0)
                {
                    times[i].Add(took);
                }
            }
        }

        await output.WriteLineAsync("| rules | how many | ns a decision, median | bytes a decision |\n| --- | --- | --- | --- |");
        for (var i = 0; i < works.Count; i++)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {works[i].Name} | {works[i].Size:N0} | {times[i].Order().ElementAt(Rounds / 2):0} | {bytes[i]:0.##} |"));
        }
    }

    private static (double Nanoseconds, double Bytes) Measure(PolicySet set, PolicyRequest[] requests)
    {
        var allowed = 0;
        var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), TimeProvider.System.GetTimestamp());
        for (var i = 0; i < Each; i++)
        {
            allowed += set.Decide(requests[i % Asked]).Allowed ? 1 : 0;
        }

        var took = TimeProvider.System.GetElapsedTime(began).TotalNanoseconds;
        GC.KeepAlive(allowed);
        return (took / Each, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Each);
    }

    private static IEnumerable<Policy> Plain(int size) => Enumerable.Range(0, size).Select(static i =>
        new Policy($"p{i}", Effect: i % 10 == 9 ? "deny" : "allow", Principals: [$"user:u{i}"], Resources: [$"tool:t{i % 50}.*"], Actions: ["execute"]));

    private static Policy WithConditions(Policy policy) => policy with
    {
        Conditions = new(new("08:00", "20:00", [1, 2, 3, 4, 5], "Europe/Berlin"), new(InCidrs: ["10.0.0.0/8"], NotInCidrs: ["10.99.0.0/16"])),
    };

    private static IEnumerable<Policy> Globs(int size) => Enumerable.Range(0, size).Select(static i => new Policy($"p{i}", Effect: "allow", Principals: ["role:user"],
        Resources: [(i % 3) switch { 0 => $"tool:g{i}.*", 1 => $"*.g{i}", _ => $"*.g{i}.*" }], Actions: ["execute"]));

    private static PolicyRequest Request(string user, string resource) => new("user", resource, PolicyRequest.Execute, Noon)
    {
        TenantId = "acme",
        UserId = user,
        Address = IPAddress.Parse("10.1.2.3"),
    };
}
