using System.Globalization;
using Nanobot.Services.Scheduler.Firing;

namespace Nanobot.Bench.Firings;

/// <summary>What a look of the due scan costs by how many jobs are stored: with nothing due, and with a hundred due, which it fires.</summary>
internal static class LookBench
{
    private const int Tenants = 1000;
    private const int Due = 100;
    private const int Looks = 30;
    private const int WarmLooks = -10;
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Measures, and prints a line for each number of stored jobs, which ascend.</summary>
    public static async Task RunAsync(Stage stage, IReadOnlyList<int> stored, TextWriter output)
    {
        await using var database = await BenchDatabase.CreateSchedulerAsync(stage, "looks");
        await BenchJobs.ClearAsync(database, Tenants);
        await output.WriteLineAsync($"\n| jobs stored | look, nothing due, ms | when the next is due, ms | look, {Due} due and fired, ms |\n| --- | --- | --- | --- |");
        var there = 0;
        foreach (var count in stored)
        {
            await FillAsync(database, count - there, there);
            there = count;
            await using var app = SchedulerApp.Build(stage, database);
            var (scan, due) = (app.Services.GetRequiredService<DueScan>(), app.Services.GetRequiredService<DueJobs>());
            List<double> idle = [], next = [], fired = [];
            for (var look = WarmLooks; look < Looks; look++)
            {
                var nothing = await TimedAsync(async () => Expect(0, await scan.LookAsync(CancellationToken.None)));
                var when = await TimedAsync(async () => await due.NextAsync(CancellationToken.None));
                await BenchJobs.HurryAsync(database, Due, look - WarmLooks, Tenants, count);
                var some = await TimedAsync(async () => Expect(Due, await scan.LookAsync(CancellationToken.None)));
                if (look >= 0)
                {
                    idle.Add(nothing);
                    next.Add(when);
                    fired.Add(some);
                }
            }

            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {count} | {idle.Median(static one => one):0.0} | {next.Median(static one => one):0.0} | {fired.Median(static one => one):0.0} |"));
        }
    }

    // Indexes that are made over all rows at once stand there as they do after years, and are there sooner.
    private static async Task FillAsync(BenchDatabase database, int jobs, int users)
    {
        var began = Time.GetTimestamp();
        var indexes = await database.QueryAsync(
            "select indexname, indexdef from pg_indexes where tablename = 'jobs' and indexname <> 'jobs_pkey'", static row => (Name: row.GetString(0), Text: row.GetString(1)));
        foreach (var (name, _) in indexes)
        {
            await database.ExecuteAsync($"drop index {name}");
        }

        await BenchJobs.AddAsync(database, jobs, Tenants, Time.GetUtcNow().AddHours(6), TimeSpan.FromMilliseconds(8), users: users);
        foreach (var (_, text) in indexes)
        {
            await database.ExecuteAsync(text);
        }

        await BenchJobs.SettleAsync(database);
        await Console.Error.WriteLineAsync($"{jobs} further jobs stored in {Time.GetElapsedTime(began).TotalSeconds:0} s");
    }

    private static async Task<double> TimedAsync(Func<Task> work)
    {
        var began = Time.GetTimestamp();
        await work();
        return Time.GetElapsedTime(began).TotalMilliseconds;
    }

    private static void Expect(int wanted, int claimed)
    {
        if (claimed != wanted)
        {
            throw new InvalidOperationException($"{claimed} jobs were claimed, and {wanted} due.");
        }
    }
}
