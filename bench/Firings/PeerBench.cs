using System.Globalization;

namespace Nanobot.Bench.Firings;

/// <summary>Others' schedulers: jobs that are all due at one second, stored by the peer's own means, counted inside the job.</summary>
internal static class PeerBench
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Stores so many jobs that are due at a moment.</summary>
    public delegate Task Store(string prefix, int jobs, DateTimeOffset due);

    /// <summary>Measures a way several times, and prints its name, how many jobs they were, and the seconds, the median.</summary>
    /// <param name="stage">Where; each round has a database of its own.</param>
    /// <param name="name">The way.</param>
    /// <param name="jobs">How many.</param>
    /// <param name="rounds">How often.</param>
    /// <param name="open">Starts the peer on a database, and says how it stores jobs.</param>
    /// <param name="output">Gets the line.</param>
    public static async Task RunAsync(
        Stage stage, string name, int jobs, int rounds, Func<BenchDatabase, Task<(Store Store, IAsyncDisposable Peer)>> open, TextWriter output)
    {
        var seconds = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            await using var database = await BenchDatabase.CreateAsync(stage, "peers");
            var (store, peer) = await open(database);
            await using (peer)
            {
                // Code and connections as in a process that has worked before; and how long it takes to store a job.
                var warm = Math.Max(jobs / 5, 1);
                var storing = await FireAsync(database, store, "warm", warm, TimeSpan.FromMilliseconds(10 * warm));
                seconds.Add((await FireAsync(database, store, "due", jobs, storing.Storing * jobs / warm * 1.3)).Seconds);
                await Console.Error.WriteLineAsync($"{name}: {seconds[^1]:0.00} s for {jobs}");
            }
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name}\t{jobs}\t{seconds.Median(static one => one):0.000}"));
    }

    private static async Task<(TimeSpan Storing, double Seconds)> FireAsync(BenchDatabase database, Store store, string prefix, int jobs, TimeSpan storing)
    {
        Reached.Clear();
        var began = Time.GetUtcNow();
        var due = new DateTimeOffset((began + storing + TimeSpan.FromSeconds(4)).UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        await store(prefix, jobs, due);
        var stored = Time.GetUtcNow() - began;
        await BenchJobs.SettleAsync(database);
        var wait = due - Time.GetUtcNow();
        await Task.Delay(wait > TimeSpan.Zero ? wait : throw new InvalidOperationException("The jobs were due before all of them were stored."), Time);
        return (stored, await Reached.SecondsAsync(jobs, due, Patience));
    }
}
