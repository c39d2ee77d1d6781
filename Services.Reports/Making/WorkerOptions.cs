namespace Nanobot.Services.Reports.Making;

/// <summary>Options of the worker that makes reports, section <c>Reports</c>.</summary>
internal sealed class WorkerOptions
{
    /// <summary>Reports that users asked for which this process makes at the same time. Default 4; range 1 to 64.</summary>
    public int Parallelism { get; set; } = 4;

    /// <summary>Reports that schedules ask for which this process makes at the same time, beside those. Default 4; range 1 to 64.</summary>
    public int ScheduledParallelism { get; set; } = 4;

    /// <summary>
    /// How long a claimed report belongs to its worker; renewed every third of it. When a worker dies, others take its
    /// reports up after this time. Default 60 seconds; range 3 seconds to 10 minutes.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time between two looks for work. Default 500 milliseconds; range 50 milliseconds to 60 seconds.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Attempts before a report fails. Default 5; range 1 to 20.</summary>
    public int MaximumAttempts { get; set; } = 5;

    /// <summary>Wait after the first failed attempt; doubles with each, up to 30 times this, half of it random. Default 1 second; range 10 milliseconds to 60 seconds.</summary>
    public TimeSpan BackOff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Longest wait that a model's server may ask for (<c>Retry-After</c>) before the next attempt; who asks for more is asked again
    /// after this. Default 15 minutes; range 1 second to 24 hours.
    /// </summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long evidence that an attempt has gathered serves later attempts at the same report. Default 15 minutes; range 0 to 24 hours.</summary>
    public TimeSpan FreshFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How old the evidence of an earlier report may be that a report rests on where no source gives anything. Default 7 days; range 0, for never, to 30 days.</summary>
    public TimeSpan StaleFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The id of the model that writes where no budget bears the usual ones; null, the default, for none.</summary>
    public string? CheaperModel { get; set; }
}
