using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Stored;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Clocks;
using Nanobot.Services.Scheduler.Schedules.Days;

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
    string ZoneMode,
    IReadOnlyList<string> Calendars,
    ExcludedDays Excluded,
    IReadOnlyList<string> Tags,
    string? Origin = null,
    string? CalendarUid = null,
    Slot? Slot = null)
{
    /// <summary>One of <see cref="Jobs.Timing"/>.</summary>
    public string Timing => Slot is null ? Jobs.Timing.Exact : Jobs.Timing.Spread;

    /// <summary>The wish whose run it waits for.</summary>
    public DateTimeOffset? NextWish => NextAt - Shift;

    private TimeSpan Shift => TimeSpan.FromSeconds(Slot?.OffsetSeconds ?? 0);

    /// <summary>The job of an accepted draft, counting from now.</summary>
    public static Job New(JobDraft draft, ZoneName zone, ExcludedDays excluded, DateTimeOffset now)
    {
        var schedule = draft.Schedule.CountFrom(zone.Value, now);
        var next = schedule.Compile(Zone.Of(zone.Value), now, excluded).Next(now);
        return new Job(Guid.CreateVersion7(now), draft.NameOrDefault(), schedule, zone.Value, draft.Payload!, draft.Misfire,
            draft.MisfireGraceSeconds, next is null ? JobStatus.Done : JobStatus.Active, now, next, null, now, now, draft.ZoneModeOrDefault(), draft.Calendars ?? [], excluded, draft.Tags ?? [],
            Slot: draft.TimingOrDefault() == Jobs.Timing.Spread ? Slot.Wanted : null);
    }

    /// <summary>Whether its schedule is of a kind and in a zone that is known here.</summary>
    public bool CanFire => ZoneName.IsValid(TimeZone) && Schedule.IsComplete;

    /// <summary>When it runs: its schedule, in its zone, shifted to its slot.</summary>
    /// <exception cref="StoredDataException">A version with other kinds or other zones stored it.</exception>
    public ISchedule Compile() => Shift == TimeSpan.Zero ? CompileWishes() : new ShiftedSchedule(CompileWishes(), Shift);

    /// <summary>When its user wishes it to run: its schedule, in its zone.</summary>
    /// <exception cref="StoredDataException">A version with other kinds or other zones stored it.</exception>
    public ISchedule CompileWishes() => CanFire
        ? Schedule.Compile(Zone.Of(TimeZone), AnchorAt, Excluded)
        : throw new StoredDataException($"the schedule of job {JobId} is of no kind, or in no time zone, that is known here");

    /// <summary>
    /// This where the clocks it follows are others. What would have come next by the old ones comes next by the new, or what is behind it where
    /// they are past that: no reading comes twice, however often clocks are moved.
    /// </summary>
    /// <param name="from">The clocks that it has followed.</param>
    /// <param name="to">The zone of those that it follows.</param>
    /// <param name="now">The time of the change.</param>
    public Job Move(Zone from, ZoneName to, DateTimeOffset now)
    {
        var moved = this with { TimeZone = to.Value, UpdatedAt = now };
        if (NextAt is null || !Schedule.FollowsWallClock || Schedule.Compile(from, AnchorAt, Excluded).Next(now - Shift) is not { } next)
        {
            return moved;
        }

        // Just before that reading by the new clocks. Where they leap over it, the first instant after the leap is its own.
        var reading = from.Show(next.AddMicroseconds(-1)).DateTime;
        var anchored = moved with { AnchorAt = WallClock.ToInstant(reading, Zone.Of(to.Value)).AddMicroseconds(-1) };
        // One that is due is made yet, as it was to be.
        return NextAt <= now ? anchored : anchored.Rearm(now);
    }

    /// <summary>
    /// The runs that do not come since <paramref name="moved"/>, this by other clocks, is past them: the first of them, by those clocks, and behind it, where there are more, what comes or
    /// is made next. Null where none is lost.
    /// </summary>
    public (DateTimeOffset First, DateTimeOffset? Until)? LostTo(Job moved, DateTimeOffset now)
    {
        if (NextAt is not { } waiting || moved.AnchorAt == AnchorAt)
        {
            return null;
        }

        var (schedule, made) = (moved.Compile(), waiting <= now ? waiting : DateTimeOffset.MaxValue);
        return schedule.Next(moved.AnchorAt + moved.Shift) is { } first && first <= now && first < made
            ? (first, schedule.Next(first) is { } second && second <= now && second < made ? waiting <= now ? waiting : moved.NextAt ?? now.AddMicroseconds(1) : null)
            : null;
    }

    /// <summary>This in a slot, with the time at which it runs next.</summary>
    public Job In(Slot slot, DateTimeOffset now)
    {
        var placed = this with { Slot = slot };
        return Status == JobStatus.Active ? placed.Rearm(now) : placed;
    }

    /// <summary>This with the time at which it runs next.</summary>
    public Job Rearm(DateTimeOffset now)
    {
        var next = Compile().Next(now);
        return this with { NextAt = next, Status = next is null ? JobStatus.Done : JobStatus.Active };
    }

    /// <summary>This as an accepted draft of it says. A changed schedule counts from now.</summary>
    /// <param name="draft">Names a zone, or leaves it to <paramref name="userZone"/>.</param>
    /// <param name="enabled">False pauses, true goes on, null leaves that as it is.</param>
    /// <param name="now">The time of the change.</param>
    /// <param name="userZone">The zone of its user where that is known; null leaves the zone as it is.</param>
    /// <param name="excluded">The days of its calendars where these are others; null leaves them as they are.</param>
    public Job Change(JobDraft draft, bool? enabled, DateTimeOffset now, ZoneName? userZone = null, ExcludedDays? excluded = null)
    {
        var zone = draft.TimeZone is { } named ? ZoneName.Parse(named).Value : userZone?.Value ?? TimeZone;
        var schedule = draft.Schedule.CountFrom(zone, now);
        var countsAnew = schedule != Schedule || (zone != TimeZone && schedule.FollowsWallClock);
        var isSpread = draft.TimingOrDefault() == Jobs.Timing.Spread;
        var isMoved = isSpread != Slot is not null && !countsAnew;
        var changed = this with
        {
            Name = draft.NameOrDefault(),
            Schedule = schedule,
            TimeZone = zone,
            Payload = draft.Payload!,
            Misfire = draft.Misfire,
            MisfireGraceSeconds = draft.MisfireGraceSeconds,
            Tags = draft.Tags ?? Tags,
            // The wish that it waits for is the next one still, wherever its run lay and lies.
            AnchorAt = countsAnew ? now : isMoved && schedule.FollowsWallClock && NextWish is { } wish ? wish.AddMicroseconds(-1) : AnchorAt,
            Slot = !isSpread ? null : countsAnew || Slot is null ? Slot.Wanted : Slot,
            UpdatedAt = now,
            ZoneMode = draft.ZoneModeOrDefault(),
            Calendars = draft.Calendars ?? Calendars,
            Excluded = excluded ?? Excluded,
        };
        var wasPaused = Status == JobStatus.Paused;
        if (!(enabled ?? !wasPaused))
        {
            return changed with { NextAt = null, Status = JobStatus.Paused };
        }

        // Times that passed while the job was paused were not wanted: they are not missed.
        var next = countsAnew || isMoved || wasPaused || excluded is not null ? changed.Compile().Next(now) : NextAt;
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
            Slot = Slot is null ? null : Slot.Wanted,
        };
        if (Status == JobStatus.Paused)
        {
            return copy;
        }

        var next = copy.Compile().Next(now);
        return copy with { NextAt = next, Status = next is null ? JobStatus.Done : JobStatus.Active };
    }

    /// <summary>Whether a run of its schedule, as it stands, comes at that very time.</summary>
    public bool RunsAt(DateTimeOffset time) => CanFire && Compile().Next(time.AddMicroseconds(-1)) == time;

    /// <summary>This with a run again that was passed over: it waits for that where it comes sooner, if it waits for any.</summary>
    public Job Restore(DateTimeOffset time) =>
        Status == JobStatus.Paused || NextAt <= time ? this : this with { NextAt = time, Status = JobStatus.Active };

    /// <summary>This without the run that it waits for: that one is passed over.</summary>
    public Job SkipNext()
    {
        var next = Compile().Next(NextAt!.Value);
        return this with { NextAt = next, Status = next is null ? JobStatus.Done : JobStatus.Active };
    }
}
