using System.Text.RegularExpressions;

namespace Nanobot.Architecture.Tests;

/// <summary>One work room: the loops of all workers are one, and so are the keepers of leases.</summary>
public sealed partial class WorkTests
{
    private static readonly string Room = Path.Combine("Platform", "Core", "Work") + Path.DirectorySeparatorChar;

    [Fact]
    public void No_worker_has_a_loop_of_its_own() => Repository.None(Workers, file => IsOffender(Repository.Read(file)));

    [Fact]
    public void No_source_outside_the_work_room_loops_until_the_stop() =>
        Repository.None([.. Services.Where(static file => !file.StartsWith(Room, StringComparison.Ordinal))], file => Loop().IsMatch(Repository.Read(file)));

    [Fact]
    public void The_loop_is_used()
    {
        var users = Workers.Where(file => Repository.Read(file).Contains("WorkerLoop", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).ToHashSet();

        Assert.Superset(new HashSet<string?> { "OutboxRelay", "DueScanService", "QueueWorker", "BroadcastListener", "StreamConsumer", "StreamTrimmer" }, users);
    }

    [Fact]
    public void Tenants_take_their_turns_by_one_statement() =>
        Assert.Equal([Path.Combine("Platform", "Messaging", "Tenants", "FairClaim.cs")],
            Services.Where(static file => Repository.Read(file).Contains("with recursive tenants", StringComparison.Ordinal)));

    [Fact]
    public void There_is_one_keeper_of_leases() =>
        Assert.Equal([Room + "LeaseKeeper.cs"], Services.Where(file => Keeper().IsMatch(Repository.Read(file))));

    [Theory]
    [InlineData("while (!stoppingToken.IsCancellationRequested)", true)]
    [InlineData("while (topics.Count > 0 && !stopping.IsCancellationRequested)", true)]
    [InlineData("while (!_stopping.IsCancellationRequested)", true)]
    [InlineData("do { } while (!ct.IsCancellationRequested);", true)]
    [InlineData("for (; !stoppingToken.IsCancellationRequested;)", true)]
    [InlineData("while (true)", true)]
    [InlineData("for (;;)", true)]
    [InlineData("while (await timer.WaitForNextTickAsync(stoppingToken))", true)]
    [InlineData("while (slots.Wait(0, stoppingToken))", false)]
    [InlineData("if (!stoppingToken.IsCancellationRequested)", false)]
    [InlineData("catch (Exception) when (stoppingToken.IsCancellationRequested)", false)]
    public void A_loop_of_a_worker_is_recognised(string text, bool offends) =>
        Assert.Equal(offends, IsOffender(text));

    private static IReadOnlyList<string> Services { get; } = Repository.NotEmpty(
        [.. Repository.ProductSources.Where(static file => file.StartsWith("Services.", StringComparison.Ordinal)
            || file.StartsWith("Platform" + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            || file.StartsWith("ServiceDefaults" + Path.DirectorySeparatorChar, StringComparison.Ordinal))], "sources of services");

    private static IReadOnlyList<string> Workers { get; } =
        Repository.NotEmpty([.. Services.Where(static file => Worker().IsMatch(Repository.Read(file)))], "workers");

    private static bool IsOffender(string source) => Loop().IsMatch(source) || Endless().IsMatch(source);

    [GeneratedRegex(@"^\s*:\s*BackgroundService\b|[,)]\s*:\s*BackgroundService\b|\bclass\s+\w+\s*:\s*BackgroundService\b", RegexOptions.Multiline)]
    private static partial Regex Worker();

    [GeneratedRegex(@"\b(while|for)\s*\([^\n]*!\s*\w+\.IsCancellationRequested")]
    private static partial Regex Loop();

    [GeneratedRegex(@"\bwhile\s*\(true\)|\bfor\s*\(;;\)|WaitForNextTickAsync")]
    private static partial Regex Endless();

    [GeneratedRegex(@"\bclass\s+\w*LeaseKeeper\b")]
    private static partial Regex Keeper();
}
