using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Stored;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>A job of one user.</summary>
internal sealed record Job(
    Guid JobId,
    string Name,
    ScheduleSpec Schedule,
    string TimeZone,
    JobPayload Payload,
    string Misfire,
    int MisfireGraceSeconds,
    string Status,
    DateTimeOffset AnchorAt,
    DateTimeOffset? NextAt,
    DateTimeOffset? LastAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The job of an accepted draft, counting from now.</summary>
    public static Job New(JobDraft draft, ZoneName zone, DateTimeOffset now)
    {
        var next = draft.Schedule.Compile(Zone.Of(zone.Value), now).Next(now);
        return new Job(Guid.CreateVersion7(now), draft.NameOrDefault(), draft.Schedule, zone.Value, draft.Payload!, draft.Misfire,
            draft.MisfireGraceSeconds, next is null ? JobStatus.Done : JobStatus.Active, now, next, null, now, now);
    }

    /// <summary>Its schedule, in its zone.</summary>
    /// <exception cref="StoredDataException">A version with other kinds or other zones stored it.</exception>
    public ISchedule Compile() => ZoneName.IsValid(TimeZone) && Schedule.IsComplete
        ? Schedule.Compile(Zone.Of(TimeZone), AnchorAt)
        : throw new StoredDataException($"the schedule of job {JobId} is of no kind, or in no time zone, that is known here");

    /// <summary>This as an accepted draft of it says. A changed schedule counts from now.</summary>
    /// <param name="draft">Names a zone.</param>
    /// <param name="enabled">False pauses, true goes on, null leaves that as it is.</param>
    /// <param name="now">The time of the change.</param>
    public Job Change(JobDraft draft, bool? enabled, DateTimeOffset now)
    {
        var zone = ZoneName.Parse(draft.TimeZone!).Value;
        var countsAnew = draft.Schedule != Schedule || (zone != TimeZone && draft.Schedule.FollowsWallClock);
        var changed = this with
        {
            Name = draft.NameOrDefault(),
            Schedule = draft.Schedule,
            TimeZone = zone,
            Payload = draft.Payload!,
            Misfire = draft.Misfire,
            MisfireGraceSeconds = draft.MisfireGraceSeconds,
            AnchorAt = countsAnew ? now : AnchorAt,
            UpdatedAt = now,
        };
        var wasPaused = Status == JobStatus.Paused;
        if (!(enabled ?? !wasPaused))
        {
            return changed with { NextAt = null, Status = JobStatus.Paused };
        }

        // Times that passed while the job was paused were not wanted: they are not missed.
        var next = countsAnew || wasPaused ? changed.Compile().Next(now) : NextAt;
        return changed with { NextAt = next, Status = next is null ? JobStatus.Done : JobStatus.Active };
    }
}
