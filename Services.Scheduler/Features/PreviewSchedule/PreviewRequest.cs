using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Days;

namespace Nanobot.Services.Scheduler.Features.PreviewSchedule;

/// <summary>A preview that can be answered.</summary>
/// <param name="Schedule">When.</param>
/// <param name="Zone">Null for the job's, else the user's.</param>
/// <param name="After">Null for now.</param>
/// <param name="Now">The present moment.</param>
/// <param name="Count">How many.</param>
/// <param name="Job">The job that was named.</param>
/// <param name="IsJobs">Whether it is the job's own schedule as it stands.</param>
/// <param name="Payload">What a run does; null where nobody says.</param>
/// <param name="Calendars">Whose days are left out.</param>
/// <param name="Timing">Whether it is spread; null for what follows from what it does.</param>
internal sealed record PreviewRequest(
    ScheduleSpec Schedule, ZoneName? Zone, DateTimeOffset? After, DateTimeOffset Now, int Count, Job? Job, bool IsJobs, JobPayload? Payload, IReadOnlyList<string> Calendars, string? Timing)
{
    /// <summary>The job that is looked at: the one that is named as it is or would be, or one that would be made; what counts from when that is counts from where the preview begins.</summary>
    /// <param name="zone">Whose clocks it follows.</param>
    /// <param name="excluded">The days that are left out.</param>
    public Job ToJob(ZoneName zone, ExcludedDays excluded)
    {
        if (Job is { } job && IsJobs)
        {
            return job;
        }

        var draft = new JobDraft(null, Schedule, zone.Value, Payload ?? new JobPayload(PayloadType.Report), Misfire.Last, Misfire.DefaultGraceSeconds, Calendars: Calendars, Timing: Timing);
        if (Job is null)
        {
            return Job.New(draft, zone, excluded, After ?? Now);
        }

        var changed = Job.Change(draft, true, Now, excluded: excluded);
        return After is { } after && changed.AnchorAt == Now ? changed with { AnchorAt = after } : changed;
    }
}
