namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>How much a user may have.</summary>
internal static class JobLimits
{
    /// <summary>Most jobs of a user.</summary>
    public const int MaximumJobs = 100;

    /// <summary>Most characters of a job's name.</summary>
    public const int MaximumName = 100;
}
