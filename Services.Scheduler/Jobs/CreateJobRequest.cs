using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Schedules;
using Nanobot.Services.Scheduler.Calendars;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>A new job, as <c>POST /schedule/jobs</c> takes it, a simulation tries it and a calendar carries it: what, and the members of one kind of schedule; a heartbeat that names none is every half an hour.</summary>
internal sealed record CreateJobRequest(
    [property: Required] JobPayloadRequest? Payload = null,
    [property: ScheduleKinds] string? Kind = null,
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
    [property: AllowedValues(Jobs.ZoneMode.Fixed, Jobs.ZoneMode.User)] string? ZoneMode = null,
    [property: MaxLength(CalendarLimits.MostOfJob)] IReadOnlyList<string>? Calendars = null,
    [property: MaxLength(TagRules.Maximum)] IReadOnlyList<string>? Tags = null,
    [property: AllowedValues(Jobs.Timing.Exact, Jobs.Timing.Spread)] string? Timing = null,
    [property: Range(1, ScheduleRules.MaximumInterval)] int? Interval = null,
    [property: StringLength(10, MinimumLength = 10)] string? StartsOn = null,
    string? EndsAt = null)
{
    private bool IsPlainHeartbeat => Kind is null && Payload?.Type == PayloadType.Heartbeat;

    public JobDraft ToDraft() => new(
        Name,
        new ScheduleSpec(IsPlainHeartbeat ? ScheduleKind.Every : Kind, Hour, Minute, DayOfWeek, Expression, Seconds ?? (IsPlainHeartbeat ? Heartbeats.DefaultSeconds : null), Time, Interval, StartsOn, EndsAt).ToNew(),
        TimeZone,
        Payload?.ToPayload(),
        Misfire ?? Jobs.Misfire.Last,
        MisfireGraceSeconds ?? Jobs.Misfire.DefaultGraceSeconds,
        ZoneMode,
        Calendars,
        Tags,
        Timing);
}
