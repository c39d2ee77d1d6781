using System.Globalization;
using Nanobot.Services.Scheduler.Tests.Support;
using Xunit.Abstractions;

namespace Nanobot.Services.Scheduler.Tests.Histories;

/// <summary>
/// Three processes on one database whose clocks differ, step forward and back; which are killed in the middle of a batch, sleep while they hold one, wake when their transaction is
/// gone, find nobody to ask; and all of which are down for seconds, hours and days. At the end each time of each schedule is in its history exactly once, fired or passed over, and each
/// that fired has asked for its report exactly once. How much of it, HISTORY_SEEDS, HISTORY_SEED, HISTORY_JOBS and HISTORY_DAYS say.
/// </summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    private const double Faults = 0.3;
    private const string Kill = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename like '%\\_platform' and state <> 'idle' and random() < 0.5";

    private static readonly int Seeds = Setting("HISTORY_SEEDS", 1);
    private static readonly int FirstSeed = Setting("HISTORY_SEED", 1);
    private static readonly int JobCount = Setting("HISTORY_JOBS", 20);
    private static readonly TimeSpan Span = TimeSpan.FromDays(Setting("HISTORY_DAYS", 10));
    private static readonly TimeSpan[] Outages = [TimeSpan.FromSeconds(10), TimeSpan.FromHours(1), TimeSpan.FromDays(3)];

    [Fact]
    public async Task Each_time_of_each_schedule_comes_once_whatever_happens()
    {
        await using var host = new SchedulerHost([new("Scheduler:BatchSize", "50")]);
        _ = host.Services;
        var (fired, skipped, failures, kills) = (0, 0, 0, 0);
        for (var seed = FirstSeed; seed < FirstSeed + Seeds; seed++)
        {
            var one = await RunAsync(host, seed);
            (fired, skipped, failures, kills) = (fired + one.Fired, skipped + one.Skipped, failures + one.Failures, kills + one.Kills);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Seeds} seeds from {FirstSeed}, {JobCount} schedules and {Span.TotalDays} days each: {fired} fired, {skipped} passed over, {kills} kills, {failures} looks that came to nothing; 0 missed, 0 twice"));
        Assert.True(failures > 0 && fired > 0);
    }

    private static async Task<(int Fired, int Skipped, int Failures, int Kills)> RunAsync(SchedulerHost host, int seed)
    {
        await host.ExecuteAsync("truncate occurrences, jobs, nanobot.outbox");
        var random = new Random(seed);
        var start = SchedulerHost.Start.AddDays(random.Next(0, 365)).AddSeconds(random.Next(0, 86_400));
        var jobs = await History.BeginAsync(host, Enumerable.Range(0, JobCount).Select(_ => RandomJobs.One(random, start, Span)));
        List<Replica> replicas = [.. Enumerable.Range(0, 3).Select(_ => new Replica(host.Services, new Random(random.Next()), Faults, start))];
        var kills = 0;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10), TimeProvider.System);
        for (var now = start; now < start + Span; now += Step(random))
        {
            foreach (var replica in replicas)
            {
                // Wrong by half a minute, and now and then by hours.
                replica.SetClock(now.AddSeconds(random.Next(-30, 30)).AddHours(random.Next(50) == 0 ? -random.Next(1, 5) : 0));
                if (replica.Tenants.Asleep.IsCompleted && random.Next(3) == 0)
                {
                    replica.Tenants.Wake();
                }

                replica.Look();
            }

            if (random.Next(3) == 0)
            {
                kills += (await host.QueryAsync(Kill, static _ => 0)).Count;
            }

            await Task.WhenAll(replicas.Select(replica => replica.SettleAsync(deadline.Token)));
        }

        var end = start + Span + TimeSpan.FromHours(1);
        await EndAsync(replicas, end, deadline.Token);
        var (fired, skipped) = await jobs.CheckAsync(host, end, $"seed {seed}");
        var failures = replicas.Sum(static replica => replica.Failures);
        replicas.ForEach(static replica => replica.Dispose());
        return (fired, skipped, failures, kills);
    }

    // Mostly hours; now and then all are down.
    private static TimeSpan Step(Random random) => random.Next(40) == 0 ? Outages[random.Next(Outages.Length)] : TimeSpan.FromMinutes(random.Next(1, 300));

    // Whoever sleeps wakes, clocks are right, and all look until nothing is due.
    private static async Task EndAsync(List<Replica> replicas, DateTimeOffset end, CancellationToken cancellationToken)
    {
        foreach (var turn in Enumerable.Range(0, 40))
        {
            foreach (var replica in replicas)
            {
                replica.SetClock(end);
                replica.Tenants.Wake();
                replica.Look();
            }

            await Task.WhenAll(replicas.Select(replica => replica.SettleAsync(cancellationToken)));
        }

        while (replicas.Any(static replica => replica.Tenants.Asleep.IsCompleted))
        {
            replicas.ForEach(static replica => replica.Tenants.Wake());
            await Task.WhenAll(replicas.Select(replica => replica.SettleAsync(cancellationToken)));
        }
    }

    private static int Setting(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
