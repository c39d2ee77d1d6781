using Quartz;

namespace Nanobot.Bench.Firings;

/// <summary>
/// Quartz.NET with its store in PostgreSQL, clustered: a daily trigger for each user, all of one job, which is the least that it can write.
/// </summary>
internal static class QuartzBench
{
    // As it comes, and with more at once: it takes as many triggers in one round as it has threads.
    private static readonly int[] Threads = [10, 50];

    /// <summary>Measures, and prints a line for each number of threads.</summary>
    public static async Task RunAsync(Stage stage, int jobs, int rounds, TextWriter output)
    {
        foreach (var threads in Threads)
        {
            await PeerBench.RunAsync(stage, $"Quartz.NET 4.7.3, clustered, {threads} threads", jobs, rounds, database => OpenAsync(database, threads), output);
        }
    }

    private static async Task<(PeerBench.Store, IAsyncDisposable)> OpenAsync(BenchDatabase database, int threads)
    {
        var scheduler = await QuartzSchedulerBuilder.Create(quartz => quartz
            .ConfigureScheduler(static options => options.InstanceName = "bench")
            .UseDefaultThreadPool(threads)
            .UsePersistentStore(store => store
                .UsePostgres($"{database.Owner};Maximum Pool Size=100;Max Auto Prepare=100;Auto Prepare Min Usages=2").ProvisionSchema().UseClustering(static _ => { }))).BuildScheduler();
        await scheduler.Start();
        return ((prefix, jobs, due) => StoreAsync(scheduler, prefix, jobs, due), new Ending(scheduler));
    }

    private static async Task StoreAsync(IScheduler scheduler, string prefix, int jobs, DateTimeOffset due)
    {
        var job = JobBuilder.Create<CountingJob>().WithIdentity(prefix).StoreDurably().Build();
        await scheduler.AddJob(job, AddJobOptions.Replacing);
        for (var number = 0; number < jobs; number++)
        {
            await scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity($"user-{number}", prefix).ForJob(job).StartAt(due)
                .WithSimpleSchedule(static daily => daily.WithInterval(TimeSpan.FromDays(1)).RepeatForever()).Build());
        }
    }

    private sealed class Ending(IScheduler scheduler) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await scheduler.Shutdown(waitForJobsToComplete: true);
    }
}
