using System.Globalization;
using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Texts;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Calendars;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What a user says of a job, new or changed, before it is accepted.</summary>
/// <param name="Name">1 to 100 characters, or null for the schedule's own description.</param>
/// <param name="TimeZone">IANA name, or null for the user's.</param>
/// <param name="ZoneMode">One of <see cref="Jobs.ZoneMode"/>, or null for what follows from <paramref name="TimeZone"/>.</param>
/// <param name="Calendars">The names of at most five calendars whose days are left out; null for those that it has, or none.</param>
/// <param name="Tags">Words by which it is found, or null for those that it has.</param>
/// <param name="Timing">One of <see cref="Jobs.Timing"/>, or null for spread where it is a heartbeat, else exact.</param>
internal sealed record JobDraft(
    string? Name, ScheduleSpec Schedule, string? TimeZone, JobPayload? Payload, string Misfire, int MisfireGraceSeconds, string? ZoneMode = null,
    IReadOnlyList<string>? Calendars = null, IReadOnlyList<string>? Tags = null,
    string? Timing = null)
{
    /// <summary>A job as it is.</summary>
    public static JobDraft Of(Job job) => new(job.Name, job.Schedule, job.ZoneMode == Jobs.ZoneMode.User && ZoneName.IsValid(job.TimeZone) ? null : job.TimeZone,
        job.Payload, job.Misfire, job.MisfireGraceSeconds, job.ZoneMode, job.Calendars, job.Tags, job.Timing);

    /// <summary>The refusal that names everything that is wrong, or null.</summary>
    /// <param name="now">Times must lie after it.</param>
    /// <param name="checkSchedule">False where the schedule is an accepted one: its only occurrence may have been since.</param>
    public Refusal? Check(DateTimeOffset now, bool checkSchedule = true)
    {
        var errors = new ValidationErrors();
        Check(now, errors, checkSchedule);
        return errors.ToRefusal();
    }

    /// <summary>Adds everything that is wrong to <paramref name="errors"/>.</summary>
    public void Check(DateTimeOffset now, ValidationErrors errors, bool checkSchedule = true)
    {
        if (Name is not null)
        {
            errors.Length(Name.Trim(), "name", 1, JobLimits.MaximumName);
            errors.Require(Text.IsClean(Name), "name", Text.Unclean);
        }

        if (checkSchedule)
        {
            ScheduleRules.Check(Schedule, now, errors);
        }

        if (TimeZone is not null)
        {
            errors.Require<ZoneName>(TimeZone, "time_zone");
            errors.Require(ZoneMode != Jobs.ZoneMode.User, "time_zone", "is no member where zone_mode is user: the zone is that of the preferences");
        }

        if (ZoneMode is not null)
        {
            errors.OneOf(ZoneMode, "zone_mode", Jobs.ZoneMode.Names);
        }

        if (Timing is not null)
        {
            errors.OneOf(Timing, "timing", Jobs.Timing.Names);
            errors.Require(Timing != Jobs.Timing.Spread || Schedule.Kind != ScheduleKind.At, "timing", Jobs.Timing.NotAt);
        }

        CheckCalendars(errors);
        PayloadRules.Check(Payload, errors);
        TagRules.Check(Tags, errors);
        errors.OneOf(Misfire, "misfire", Jobs.Misfire.Names);
        errors.Require(MisfireGraceSeconds is >= 0 and <= Jobs.Misfire.MaximumGraceSeconds, "misfire_grace_seconds",
            string.Create(CultureInfo.InvariantCulture, $"must be 0 to {Jobs.Misfire.MaximumGraceSeconds}"));
    }

    /// <summary>What the job is called when its user does not say.</summary>
    public string NameOrDefault() => Name?.Trim() ?? (Payload is { Type: PayloadType.Heartbeat } ? PayloadType.Heartbeat : NameOfSchedule());

    /// <summary>Whose clocks the job follows when its user does not say: those of the zone that is named, else the user's.</summary>
    public string ZoneModeOrDefault() => ZoneMode ?? (TimeZone is null ? Jobs.ZoneMode.User : Jobs.ZoneMode.Fixed);

    /// <summary>Whether the job may be moved about its time where its user does not say.</summary>
    public string TimingOrDefault() => Timing ?? (Payload is { Type: PayloadType.Heartbeat } && Schedule.Kind != ScheduleKind.At ? Jobs.Timing.Spread : Jobs.Timing.Exact);

    private void CheckCalendars(ValidationErrors errors)
    {
        errors.Require(Calendars is not { Count: > CalendarLimits.MostOfJob }, "calendars", string.Create(CultureInfo.InvariantCulture, $"must be at most {CalendarLimits.MostOfJob}"));
        errors.Require(Calendars is null || Calendars.All(CalendarName.IsValid), "calendars", CalendarName.Form);
        errors.Require(Calendars is null || Calendars.Distinct().Count() == Calendars.Count, "calendars", "must not name one twice");
    }

    private string NameOfSchedule() => Schedule.Kind switch
    {
        ScheduleKind.Daily when Schedule.Interval > 1 => string.Create(CultureInfo.InvariantCulture, $"every {Schedule.Interval} days {Schedule.Hour:00}:{Schedule.Minute:00}"),
        ScheduleKind.Weekly when Schedule.Interval > 1 => string.Create(CultureInfo.InvariantCulture, $"every {Schedule.Interval} weeks {Schedule.DayOfWeek} {Schedule.Hour:00}:{Schedule.Minute:00}"),
        ScheduleKind.Daily => string.Create(CultureInfo.InvariantCulture, $"daily {Schedule.Hour:00}:{Schedule.Minute:00}"),
        ScheduleKind.Weekly => string.Create(CultureInfo.InvariantCulture, $"weekly {Schedule.DayOfWeek} {Schedule.Hour:00}:{Schedule.Minute:00}"),
        ScheduleKind.Cron => TextCut.Beginning($"cron {Schedule.Expression}", JobLimits.MaximumName).TrimEnd(),
        ScheduleKind.Every => string.Create(CultureInfo.InvariantCulture, $"every {Schedule.Seconds} seconds"),
        _ => $"at {Schedule.Time}",
    };
}
