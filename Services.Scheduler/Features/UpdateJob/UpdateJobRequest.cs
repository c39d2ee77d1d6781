using System.ComponentModel.DataAnnotations;
using Nanobot.Services.Scheduler.Domain;

namespace Nanobot.Services.Scheduler.Features.UpdateJob;

/// <summary>
/// Body of <c>PATCH /schedule/jobs/{job_id}</c>. What is absent stays; another <c>kind</c> brings all of its members
/// along; a payload is replaced as a whole.
/// </summary>
internal sealed record UpdateJobRequest(
    [property: ScheduleKinds] string? Kind = null,
    JobPayload? Payload = null,
    [property: StringLength(100, MinimumLength = 1)] string? Name = null,
    [property: Range(0, 23)] int? Hour = null,
    [property: Range(0, 59)] int? Minute = null,
    [property: Weekdays] string? DayOfWeek = null,
    string? Expression = null,
    [property: Range(ScheduleRules.MinimumSeconds, ScheduleRules.MaximumSeconds)] long? Seconds = null,
    string? Time = null,
    string? TimeZone = null,
    [property: AllowedValues(Domain.Misfire.Skip, Domain.Misfire.Last, Domain.Misfire.All)] string? Misfire = null,
    [property: Range(0, Domain.Misfire.MaximumGraceSeconds)] int? MisfireGraceSeconds = null,
    bool? Enabled = null)
{
    public JobDraft ToDraft(Job job) => new(
        Name ?? job.Name,
        job.Schedule.With(new ScheduleSpec(Kind, Hour, Minute, DayOfWeek, Expression, Seconds, Time)),
        TimeZone ?? job.TimeZone,
        Payload ?? job.Payload,
        Misfire ?? job.Misfire,
        MisfireGraceSeconds ?? job.MisfireGraceSeconds);
}
