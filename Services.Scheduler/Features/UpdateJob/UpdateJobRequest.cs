using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Scheduler.Calendars;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Features.UpdateJob;

/// <summary>
/// Body of <c>PATCH /schedule/jobs/{job_id}</c>. What is absent stays; another <c>kind</c> brings all of its members
/// along; a payload is replaced as a whole.
/// </summary>
internal sealed record UpdateJobRequest(
    [property: ScheduleKinds] string? Kind = null,
    JobPayloadRequest? Payload = null,
    [property: StringLength(JobLimits.MaximumName, MinimumLength = 1)] string? Name = null,
    [property: Range(0, 23)] int? Hour = null,
    [property: Range(0, 59)] int? Minute = null,
    [property: Weekdays] string? DayOfWeek = null,
    string? Expression = null,
    [property: Range(ScheduleRules.MinimumSeconds, ScheduleRules.MaximumSeconds)] long? Seconds = null,
    string? Time = null,
    string? TimeZone = null,
    [property: AllowedValues(Jobs.Misfire.Skip, Jobs.Misfire.Last, Jobs.Misfire.All)] string? Misfire = null,
    [property: Range(0, Jobs.Misfire.MaximumGraceSeconds)] int? MisfireGraceSeconds = null,
    bool? Enabled = null,
    [property: AllowedValues(Jobs.ZoneMode.Fixed, Jobs.ZoneMode.User)] string? ZoneMode = null,
    [property: MaxLength(CalendarLimits.MostOfJob)] IReadOnlyList<string>? Calendars = null,
    [property: MaxLength(TagRules.Maximum)] IReadOnlyList<string>? Tags = null,
    [property: AllowedValues(Jobs.Timing.Exact, Jobs.Timing.Spread)] string? Timing = null,
    [property: Range(1, ScheduleRules.MaximumInterval)] int? Interval = null,
    [property: StringLength(10, MinimumLength = 10)] string? StartsOn = null,
    string? EndsAt = null)
{
    /// <summary>What is wrong with it whatever the job is that it changes.</summary>
    public void Check(DateTimeOffset now, ValidationErrors errors)
    {
        var schedule = Schedule();
        if (Kind is null)
        {
            ScheduleRules.CheckRanges(schedule, now, errors);
        }

        var payload = Payload?.ToPayload() ?? new JobPayload(PayloadType.Report, ReportType.Daily.Value);
        new JobDraft(Name, schedule, TimeZone, payload, Misfire ?? Jobs.Misfire.Last, MisfireGraceSeconds ?? Jobs.Misfire.DefaultGraceSeconds, ZoneMode, Calendars, Tags, Timing)
            .Check(now, errors, checkSchedule: Kind is not null);
    }

    public JobDraft ToDraft(Job job) => new(
        Name ?? job.Name,
        job.Schedule.With(Schedule()),
        TimeZone ?? (Mode(job) == Jobs.ZoneMode.User && ZoneName.IsValid(job.TimeZone) ? null : job.TimeZone),
        Payload?.ToPayload(job.Payload) ?? job.Payload,
        Misfire ?? job.Misfire,
        MisfireGraceSeconds ?? job.MisfireGraceSeconds,
        Mode(job),
        Calendars ?? job.Calendars,
        Tags ?? job.Tags,
        // A single time is as it is given.
        Timing ?? (Kind == ScheduleKind.At ? Jobs.Timing.Exact : job.Timing));

    private ScheduleSpec Schedule() => new(Kind, Hour, Minute, DayOfWeek, Expression, Seconds, Time, Interval, StartsOn, EndsAt);

    // Who names a zone wants that one.
    private string Mode(Job job) => ZoneMode ?? (TimeZone is null ? job.ZoneMode : Jobs.ZoneMode.Fixed);
}
