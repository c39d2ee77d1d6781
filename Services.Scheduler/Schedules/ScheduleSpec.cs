using Nanobot.Platform.Core.Times;
using Nanobot.Services.Scheduler.Schedules.Clocks;
using Nanobot.Services.Scheduler.Schedules.Cron;
using Nanobot.Services.Scheduler.Schedules.Days;

namespace Nanobot.Services.Scheduler.Schedules;

/// <summary>A schedule as it is written: the kind, and the members that the kind takes.</summary>
internal sealed record ScheduleSpec(
    string? Kind,
    int? Hour = null,
    int? Minute = null,
    string? DayOfWeek = null,
    string? Expression = null,
    long? Seconds = null,
    string? Time = null)
{
    /// <summary>Whether the time zone has a say in when it happens.</summary>
    public bool FollowsWallClock => Kind is ScheduleKind.Daily or ScheduleKind.Weekly or ScheduleKind.Cron;

    /// <summary>Whether it is of a known kind and has what that kind needs: rows may hold what another version wrote.</summary>
    public bool IsComplete => Kind switch
    {
        ScheduleKind.Daily => IsTimeOfDay,
        ScheduleKind.Weekly => IsTimeOfDay && Weekday.Names.Contains(DayOfWeek),
        ScheduleKind.Cron => Expression is not null && CronParser.IsValid(Expression),
        ScheduleKind.Every => Seconds is >= ScheduleRules.MinimumSeconds and <= ScheduleRules.MaximumSeconds,
        ScheduleKind.At => Rfc3339.Parse(Time) is not null,
        _ => false,
    };

    private bool IsTimeOfDay => Hour is >= 0 and <= 23 && Minute is >= 0 and <= 59;

    /// <summary>
    /// This with the members that <paramref name="change"/> has. Another kind starts anew: nothing of the old one remains.
    /// </summary>
    public ScheduleSpec With(ScheduleSpec change) => change.Kind is not null && change.Kind != Kind
        ? change
        : new ScheduleSpec(
            Kind,
            change.Hour ?? Hour,
            change.Minute ?? Minute,
            change.DayOfWeek ?? DayOfWeek,
            change.Expression ?? Expression,
            change.Seconds ?? Seconds,
            change.Time ?? Time);

    /// <summary>The schedule itself; only of a spec that <see cref="ScheduleRules"/> found nothing wrong with.</summary>
    /// <param name="zone">Whose clocks it follows.</param>
    /// <param name="anchor">Where it counts from.</param>
    /// <param name="excluded">Days on which it is silent, by the dates of the zone.</param>
    public ISchedule Compile(Zone zone, DateTimeOffset anchor, ExcludedDays? excluded = null) =>
        excluded is null or { IsNone: true } ? Compile(zone, anchor) : new CalendarSchedule(Compile(zone, anchor), zone, excluded);

    private ISchedule Compile(Zone zone, DateTimeOffset anchor) => Kind switch
    {
        ScheduleKind.Daily => new WallClockSchedule(new WeeklyTimes(TimeOfDay, null), zone, anchor),
        ScheduleKind.Weekly => new WallClockSchedule(new WeeklyTimes(TimeOfDay, Weekday.Parse(DayOfWeek!)), zone, anchor),
        ScheduleKind.Cron => new WallClockSchedule(CronParser.Parse(Expression!).ToTimes(), zone, anchor),
        ScheduleKind.Every => new EverySchedule(anchor, TimeSpan.FromSeconds(Seconds!.Value)),
        ScheduleKind.At => new AtSchedule(Rfc3339.Parse(Time)!.Value),
        _ => throw new InvalidOperationException($"No schedule of the kind {Kind}."),
    };

    private TimeSpan TimeOfDay => new(Hour!.Value, Minute!.Value, 0);
}
