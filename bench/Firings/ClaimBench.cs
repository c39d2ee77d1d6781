using System.Globalization;
using Nanobot.Services.Scheduler.Firing;

namespace Nanobot.Bench.Firings;

/// <summary>
/// What a claim costs while the database's statistics are those of an empty table: one tenant has a great many due jobs, among many others with a few that are not due. Each claim is given back.
/// </summary>
internal static class ClaimBench
{
    private const int Others = 2000;
    private const int JobsOfOther = 10;
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Measures, and prints a line.</summary>
    public static async Task RunAsync(Stage stage, int jobs, int rounds, TextWriter output)
    {
        List<double> first = [], longest = [], inTurn = [];
        for (var round = 0; round < rounds; round++)
        {
            await using var database = await BenchDatabase.CreateSchedulerAsync(stage, "claims");
            await database.ExecuteAsync("alter table jobs set (autovacuum_enabled = off)");
            await database.ExecuteAsync("alter table nanobot.tenant_states set (autovacuum_enabled = off)");
            await database.ExecuteAsync("analyze jobs, nanobot.tenant_states");
            await BenchJobs.ClearAsync(database, Others + 1);
            await BenchJobs.AddAsync(database, Others * JobsOfOther, Others, Time.GetUtcNow().AddHours(1), firstTenant: 1);
            await BenchJobs.AddAsync(database, jobs, 1, Time.GetUtcNow().AddHours(-1));
            await database.ExecuteAsync("checkpoint");
            await using var app = SchedulerApp.Build(stage, database);
            var due = app.Services.GetRequiredService<DueJobs>();
            first.Add(await ClaimAsync(due));
            // More is due than a batch holds, so that every other claim goes round the tenants.
            for (var claim = 0; claim < 20; claim++)
            {
                (claim % 2 == 0 ? inTurn : longest).Add(await ClaimAsync(due));
            }

            await Console.Error.WriteLineAsync($"claims with stale statistics: first {first[^1]:0.0} ms, then in turn {inTurn.TakeLast(10).Median(static one => one):0.0}, longest due {longest.TakeLast(10).Median(static one => one):0.0}");
        }

        await output.WriteLineAsync($"\n| a claim of {jobs} due jobs of one tenant, statistics of an empty table | ms, median | most |\n| --- | --- | --- |");
        foreach (var (name, times) in new (string, List<double>)[] { ("the first of a process", first), ("the longest due", longest), ("in the tenants' turns", inTurn) })
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {name} | {times.Median(static one => one):0.0} | {times.Max():0.0} |"));
        }
    }

    private static async Task<double> ClaimAsync(DueJobs due)
    {
        var took = TimeSpan.Zero;
        try
        {
            await due.TransactionAsync<int>(async transaction =>
            {
                var began = Time.GetTimestamp();
                var claimed = (await due.ClaimAsync(transaction, CancellationToken.None)).Jobs;
                took = Time.GetElapsedTime(began);
                throw claimed.Count == new SchedulerOptions().BatchSize ? new GivenBackException() : new InvalidOperationException($"{claimed.Count} jobs were claimed.");
            }, CancellationToken.None);
        }
        catch (GivenBackException)
        {
            // As wanted.
        }

        return took.TotalMilliseconds;
    }

    private sealed class GivenBackException : Exception;
}
