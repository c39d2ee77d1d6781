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

    /// <summary>It waits for no run.</summary>
    public static Refusal NotActive(string status) => Refusals.Conflict("JOB_NOT_ACTIVE", $"The job is {status}: it waits for no run that could be passed over.") with
    {
        Members = new Dictionary<string, object?> { ["job_status"] = status },
    };

    /// <summary>It waits for another run than the one that was named.</summary>
    public static Refusal SkipMoved(DateTimeOffset next) => Refusals.Conflict("SKIP_MOVED", "The job waits for another run by now: next_run_at says which.") with
    {
        Members = new Dictionary<string, object?> { ["next_run_at"] = next },
    };

    /// <summary>The user has not passed over a run of that time.</summary>
    public static Refusal SkipNotFound { get; } = Refusals.NotFound("SKIP_NOT_FOUND", "skip");

    /// <summary>The time of the run has been.</summary>
    public static Refusal SkipPast { get; } = Refusals.Conflict("SKIP_PAST", "The time of that run has been: it stays passed over. POST /schedule/jobs/{job_id}/run makes one now.");

    /// <summary>The job has no run at that time any more.</summary>
    public static Refusal SkipOutdated(DateTimeOffset? next) => Refusals.Conflict("SKIP_OUTDATED", "The job was changed since, and has no run at that time any more.") with
    {
        Members = new Dictionary<string, object?> { ["next_run_at"] = next },
    };

    /// <summary>Its time is the preferences' to say.</summary>
    public static Refusal Standing(string preference) => Refusals.Conflict("STANDING_JOB",
        $"This job stands for the user's preferences: change {preference} there (PUT /users/{{user_id}}/preferences), and it follows. It may be paused, or deleted until the preferences are said again.") with
    {
        Members = new Dictionary<string, object?> { ["preference"] = preference },
    };

    /// <summary>Operators let nothing fire.</summary>
    public static Refusal SchedulerPaused { get; } = Refusals.Unavailable("SCHEDULER_PAUSED",
        "The scheduler is paused by its operators: nothing runs now. Schedules go on once it runs again; ask for this run again then.") with
    {
        RetryAfter = TimeSpan.FromMinutes(1),
    };

    public static Refusal Limit { get; } = Refusals.Conflict("JOB_LIMIT",
        $"A user may have {JobLimits.MaximumJobs} jobs, and all of them still have runs to come or under way; delete one first.") with
    {
        Members = new Dictionary<string, object?> { ["limit"] = JobLimits.MaximumJobs },
    };
}
