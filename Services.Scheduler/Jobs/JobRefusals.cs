using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What the scheduler refuses, beyond what every module does.</summary>
internal static class JobRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("JOB_NOT_FOUND", "job");

    /// <summary>There is a heartbeat already.</summary>
    public static Refusal HeartbeatExists(Guid jobId) => Refusals.Conflict("HEARTBEAT_EXISTS",
        $"A user has one heartbeat, and there is one: job {jobId}. PUT /schedule/heartbeat switches it on or off and says how often it comes; PATCH /schedule/jobs/{jobId} changes the job.") with
    {
        Members = new Dictionary<string, object?> { ["job_id"] = jobId },
    };

    public static Refusal Limit { get; } = Refusals.Conflict("JOB_LIMIT",
        $"A user may have {JobLimits.MaximumJobs} jobs, and all of them still have runs to come; delete one first.") with
    {
        Members = new Dictionary<string, object?> { ["limit"] = JobLimits.MaximumJobs },
    };
}
