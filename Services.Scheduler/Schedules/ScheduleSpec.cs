using System.Globalization;
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
    string? Time = null,
    int? Interval = null,
    string? StartsOn = null,
    string? EndsAt = null)
{
    /// <summary>In a change, what <see cref="EndsAt"/> says where it is not to end any more.</summary>
    public const string Never = "never";

    /// <summary>Whether the time zone has a say in when it happens.</summary>
    public bool FollowsWallClock => Kind is ScheduleKind.Daily or ScheduleKind.Weekly or ScheduleKind.Cron;

    /// <summary>Whether it is of a known kind and has what that kind needs: rows may hold what another version wrote.</summary>
    public bool IsComplete => Kind switch
    {
        ScheduleKind.Daily => IsTimeOfDay && IsCounted,
        ScheduleKind.Weekly => IsTimeOfDay && IsCounted && Weekday.Names.Contains(DayOfWeek),
        ScheduleKind.Cron => Expression is not null && CronParser.IsValid(Expression),
        ScheduleKind.Every => Seconds is >= ScheduleRules.MinimumSeconds and <= ScheduleRules.MaximumSeconds,
        ScheduleKind.At => Rfc3339.Parse(Time) is not null,
        _ => false,
    } && (EndsAt is null || Rfc3339.Parse(EndsAt) is not null);

    private bool IsTimeOfDay => Hour is >= 0 and <= 23 && Minute is >= 0 and <= 59;

    // Each second day of which first one nobody says is none.
    private bool IsCounted => Interval is null or (>= 1 and <= ScheduleRules.MaximumInterval) && (StartsOn is null ? Interval is null or 1 : FirstDay is not null);

    private DateOnly? FirstDay => DateOnly.TryParseExact(StartsOn, ScheduleRules.DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>
    /// This with the members that <paramref name="change"/> has. Another kind starts anew: nothing of the old one remains.
    /// </summary>
    public ScheduleSpec With(ScheduleSpec change) => change.Kind is not null && change.Kind != Kind
        ? change.ToNew()
        : new ScheduleSpec(
            Kind,
            change.Hour ?? Hour,
            change.Minute ?? Minute,
            change.DayOfWeek ?? DayOfWeek,
            change.Expression ?? Expression,
            change.Seconds ?? Seconds,
            change.Time ?? Time,
            change.Interval ?? Interval,
            change.StartsOn ?? StartsOn,
            change.EndsAt == Never ? null : change.EndsAt ?? EndsAt);

    /// <summary>This as that of a job that is not there yet, which has no end that could be taken away.</summary>
    public ScheduleSpec ToNew() => EndsAt == Never ? this with { EndsAt = null } : this;

    /// <summary>This with the day that it counts from where it is not each day's or week's and none is said: the first on which it would come after <paramref name="now"/>.</summary>
    public ScheduleSpec CountFrom(string zone, DateTimeOffset now) =>
        StartsOn is null && Interval > 1 && Compile(Zone.Of(zone), now).Next(now) is { } first
            ? this with { StartsOn = DateOnly.FromDateTime(Zone.Of(zone).Show(first).Date).ToString(ScheduleRules.DayForm, CultureInfo.InvariantCulture) }
            : this;

    /// <summary>The schedule itself; only of a spec that <see cref="ScheduleRules"/> found nothing wrong with.</summary>
    /// <param name="zone">Whose clocks it follows.</param>
    /// <param name="anchor">Where it counts from.</param>
    /// <param name="excluded">Days on which it is silent, by the dates of the zone.</param>
    public ISchedule Compile(Zone zone, DateTimeOffset anchor, ExcludedDays? excluded = null)
    {
        var schedule = Compile(zone, anchor);
        schedule = Rfc3339.Parse(EndsAt) is { } end ? new EndingSchedule(schedule, end) : schedule;
        return excluded is null or { IsNone: true } ? schedule : new CalendarSchedule(schedule, zone, excluded);
    }

    private ISchedule Compile(Zone zone, DateTimeOffset anchor) => Kind switch
    {
        ScheduleKind.Daily or ScheduleKind.Weekly => new WallClockSchedule(Days(Kind == ScheduleKind.Weekly ? Weekday.Parse(DayOfWeek!) : null), zone, anchor),
        ScheduleKind.Cron => new WallClockSchedule(CronParser.Parse(Expression!).ToTimes(), zone, anchor),
        ScheduleKind.Every => new EverySchedule(anchor, TimeSpan.FromSeconds(Seconds!.Value)),
        ScheduleKind.At => new AtSchedule(Rfc3339.Parse(Time)!.Value),
        _ => throw new InvalidOperationException($"No schedule of the kind {Kind}."),
    };

    private IWallTimes Days(DayOfWeek? day) => FirstDay is { } first ? new CountedTimes(TimeOfDay, day, first, Interval ?? 1) : new WeeklyTimes(TimeOfDay, day);

    private TimeSpan TimeOfDay => new(Hour!.Value, Minute!.Value, 0);
}
