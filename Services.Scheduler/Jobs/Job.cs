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
    DateTimeOffset UpdatedAt,
    IReadOnlyList<string> Tags,
    string? Origin = null,
    string? CalendarUid = null)
{
    /// <summary>The job of an accepted draft, counting from now.</summary>
    public static Job New(JobDraft draft, ZoneName zone, DateTimeOffset now)
    {
        var next = draft.Schedule.Compile(Zone.Of(zone.Value), now).Next(now);
        return new Job(Guid.CreateVersion7(now), draft.NameOrDefault(), draft.Schedule, zone.Value, draft.Payload!, draft.Misfire,
            draft.MisfireGraceSeconds, next is null ? JobStatus.Done : JobStatus.Active, now, next, null, now, now, draft.Tags ?? []);
    }

    /// <summary>Whether its schedule is of a kind and in a zone that is known here.</summary>
    public bool CanFire => ZoneName.IsValid(TimeZone) && Schedule.IsComplete;

    /// <summary>Its schedule, in its zone.</summary>
    /// <exception cref="StoredDataException">A version with other kinds or other zones stored it.</exception>
    public ISchedule Compile() => CanFire
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
            Tags = draft.Tags ?? Tags,
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

    /// <summary>Another job that does the same, counting from now; a paused one's is paused. It is the user's alone, whatever this stands for.</summary>
    /// <param name="name">What it is called; null for this one's name.</param>
    /// <param name="now">The present moment.</param>
    public Job Copy(string? name, DateTimeOffset now)
    {
        var copy = this with
        {
            JobId = Guid.CreateVersion7(now), Name = name?.Trim() ?? Name, AnchorAt = now, NextAt = null, LastAt = null, CreatedAt = now, UpdatedAt = now, Origin = null, CalendarUid = null,
        };
        if (Status == JobStatus.Paused)
        {
            return copy;
        }

        var next = copy.Compile().Next(now);
        return copy with { NextAt = next, Status = next is null ? JobStatus.Done : JobStatus.Active };
    }

    /// <summary>This without the run that it waits for: that one is passed over.</summary>
    public Job SkipNext()
    {
        var next = Compile().Next(NextAt!.Value);
        return this with { NextAt = next, Status = next is null ? JobStatus.Done : JobStatus.Active };
    }
}
