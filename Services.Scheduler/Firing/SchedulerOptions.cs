namespace Nanobot.Services.Scheduler.Firing;

/// <summary>Options of the due scan, section <c>Scheduler</c>.</summary>
internal sealed class SchedulerOptions
{
    /// <summary>
    /// Longest wait between two looks for due jobs; a job made in this process, or due sooner, is looked for sooner.
    /// Default 1 second; range 100 milliseconds to 1 minute.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Most jobs claimed and fired in one transaction. Default 1,000; range 1 to 5,000.</summary>
    public int BatchSize { get; set; } = 1000;

    /// <summary>Batches fired side by side while more is due than one holds, each on a database connection. Default 2; range 1 to 64.</summary>
    public int Parallelism { get; set; } = 2;

    /// <summary>
    /// Most runs that all processes together make of due jobs in a second, with a second's worth at once after a rest; what is due beyond that waits. For the limits of those whom runs ask,
    /// a model's provider above all. Null, the default, for no limit; range 0.01 to 100,000.
    /// </summary>
    public double? RunsPerSecond { get; set; }

    /// <summary>
    /// How long a job that could not be fired waits for the next attempt; doubled with each that came to nothing, up to an hour.
    /// Default 15 seconds; range 1 second to 10 minutes.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Attempts at firing a job, at the distances of its leases, before it is paused. Default 20, which is about twelve hours; range 5
    /// to 100.
    /// </summary>
    public int MaximumAttempts { get; set; } = 20;
}
