using System.Globalization;
using Nanobot.Services.Scheduler.Firing;

namespace Nanobot.Bench.Firings;

/// <summary>
/// Jobs of as many users that are all due at the same second, in the scheduler's own process as it is deployed (the relay of the outbox and all else that it does at its
/// side): from that second to the commit of the last occurrence, by the server's own record of commits. And the due scan alone, called one look after the other.
/// </summary>
internal static class OwnBench
{
    private const int Tenants = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Measures, and prints a line for each way.</summary>
    /// <returns>The firings per second of the defaults, the median of the rounds.</returns>
    public static async Task<double> RunAsync(Stage stage, int jobs, int rounds, TextWriter output)
    {
        (string Name, bool IsWhole, KeyValuePair<string, string?>[] Settings)[] ways =
        [
            ("whole process, defaults", true, []),
            ("whole process, batches of 5,000", true, [new("Scheduler:BatchSize", "5000")]),
            ("due scan alone, defaults", false, []),
            ("due scan alone, batches of 5,000", false, [new("Scheduler:BatchSize", "5000")]),
        ];
        var measured = ways.ToDictionary(static way => way.Name, static _ => new List<Round>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, isWhole, settings) in ways)
            {
                await using var database = await BenchDatabase.CreateSchedulerAsync(stage, "firings");
                await using var app = SchedulerApp.Build(stage, database, settings);
                // Connections, plans and code as in a process that has worked before.
                await MeasureAsync(app, database, Math.Max(jobs / 5, 1), isWhole, isWarm: false);
                var one = await MeasureAsync(app, database, jobs, isWhole, isWarm: true);
                await Console.Error.WriteLineAsync($"{name}: {one.Seconds:0.00} s; processor {one.Processor.Own:0.0} s here, {one.Processor.Postgres:0.0} s in PostgreSQL");
                measured[name].Add(one);
            }
        }

        await output.WriteLineAsync($"\n| {jobs} jobs due at one second | s, median (least to most) | firings/s | CPU s of the scheduler | CPU s of PostgreSQL | s until the last event was in Redis |\n| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, isWhole, _) in ways)
        {
            var all = measured[name];
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {all.Median(static one => one.Seconds):0.00} ({all.Min(static one => one.Seconds):0.00} – {all.Max(static one => one.Seconds):0.00}) | {jobs / all.Median(static one => one.Seconds):0} | {all.Median(static one => one.Processor.Own):0.0} | {all.Median(static one => one.Processor.Postgres):0.0} | {(isWhole ? all.Median(static one => one.Published).ToString("0.0", CultureInfo.InvariantCulture) : "–")} |"));
        }

        return jobs / measured[ways[0].Name].Median(static one => one.Seconds);
    }

    private static async Task<Round> MeasureAsync(WebApplication app, BenchDatabase database, int jobs, bool isWhole, bool isWarm)
    {
        await BenchJobs.ClearAsync(database, Tenants);
        var due = Ceiling(Time.GetUtcNow() + TimeSpan.FromSeconds(4 + (jobs / 20_000)));
        await BenchJobs.AddAsync(database, jobs, Tenants, due);
        await BenchJobs.SettleAsync(database);
        if (isWhole && !isWarm)
        {
            await app.StartAsync();
        }

        using var count = new FiredCount();
        var postmaster = await ProcessorTime.PostmasterAsync(database);
        var wait = due - Time.GetUtcNow();
        await Task.Delay(wait > TimeSpan.Zero ? wait : throw new InvalidOperationException("The jobs were due before all of them were stored."), Time);
        var before = ProcessorTime.Now(postmaster);
        if (isWhole)
        {
            await count.ReachAsync(jobs, Patience);
        }
        else
        {
            var scan = app.Services.GetRequiredService<DueScan>();
            while (count.Fired < jobs)
            {
                await scan.LookAsync(CancellationToken.None);
            }
        }

        var processor = ProcessorTime.Now(postmaster) - before;
        await CheckAsync(database, jobs, due);
        var seconds = await database.ValueAsync<double>(
            "select extract(epoch from max(pg_xact_commit_timestamp(xmin)) - $1)::float8 from occurrences", due);
        return new Round(seconds, processor, isWhole ? await PublishedAsync(database, due) : 0);
    }

    private static async Task CheckAsync(BenchDatabase database, int jobs, DateTimeOffset due)
    {
        var occurrences = await database.ValueAsync<long>("select count(distinct (tenant_id, job_id)) from occurrences where status = 'requested' and scheduled_for = $1", due);
        var events = await database.ValueAsync<long>("select count(distinct envelope::jsonb -> 'data' ->> 'report_id') from nanobot.outbox where topic = 'report.requested.v1'");
        var advanced = await database.ValueAsync<long>("select count(*) from jobs where next_run_at > $1 and last_run_at = $1 and runs = 1 and attempts = 0 and status = 'active'", due);
        if ((occurrences, events, advanced) != (jobs, jobs, jobs))
        {
            throw new InvalidOperationException($"Of {jobs} jobs: {occurrences} occurrences, {events} events, {advanced} jobs that went on.");
        }
    }

    private static async Task<double> PublishedAsync(BenchDatabase database, DateTimeOffset due)
    {
        using var deadline = new CancellationTokenSource(Patience, Time);
        while (await database.ValueAsync<bool>("select exists (select from nanobot.outbox where published_at is null)"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), Time, deadline.Token);
        }

        return await database.ValueAsync<double>("select extract(epoch from max(pg_xact_commit_timestamp(xmin)) - $1)::float8 from nanobot.outbox", due);
    }

    private static DateTimeOffset Ceiling(DateTimeOffset time) => new(((time.UtcTicks / TimeSpan.TicksPerSecond) + 1) * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    private sealed record Round(double Seconds, ProcessorTime Processor, double Published);
}
