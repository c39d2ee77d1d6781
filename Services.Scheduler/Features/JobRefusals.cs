using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Scheduler.Features;

/// <summary>What the scheduler refuses, beyond what every module does.</summary>
internal static class JobRefusals
{
    /// <summary>Most jobs of a user.</summary>
    public const int MaximumJobs = 100;

    public static Refusal NotFound { get; } = Refusals.NotFound("JOB_NOT_FOUND", "job");

    public static Refusal Limit { get; } = Refusals.Conflict("JOB_LIMIT",
        $"A user may have {MaximumJobs} jobs, and all of them still have runs to come; delete one first.") with
    {
        Members = new Dictionary<string, object?> { ["limit"] = MaximumJobs },
    };
}
