using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What the scheduler refuses, beyond what every module does.</summary>
internal static class JobRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("JOB_NOT_FOUND", "job");

    public static Refusal Limit { get; } = Refusals.Conflict("JOB_LIMIT",
        $"A user may have {JobLimits.MaximumJobs} jobs, and all of them still have runs to come; delete one first.") with
    {
        Members = new Dictionary<string, object?> { ["limit"] = JobLimits.MaximumJobs },
    };
}
