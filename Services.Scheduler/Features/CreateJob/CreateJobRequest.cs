using System.ComponentModel.DataAnnotations;
using Nanobot.Services.Scheduler.Domain;

namespace Nanobot.Services.Scheduler.Features.CreateJob;

/// <summary>Body of <c>POST /schedule/jobs</c>: what, and the members of one kind of schedule.</summary>
internal sealed record CreateJobRequest(
    [property: Required, ScheduleKinds] string? Kind,
    [property: Required] JobPayload? Payload,
    [property: StringLength(100, MinimumLength = 1)] string? Name = null,
    [property: Range(0, 23)] int? Hour = null,
    [property: Range(0, 59)] int? Minute = null,
    [property: Weekdays] string? DayOfWeek = null,
    string? Expression = null,
    [property: Range(ScheduleRules.MinimumSeconds, ScheduleRules.MaximumSeconds)] long? Seconds = null,
    string? Time = null,
    string? TimeZone = null,
    [property: AllowedValues(Domain.Misfire.Skip, Domain.Misfire.Last, Domain.Misfire.All)] string? Misfire = null,
    [property: Range(0, Domain.Misfire.MaximumGraceSeconds)] int? MisfireGraceSeconds = null)
{
    public JobDraft ToDraft() => new(
        Name,
        new ScheduleSpec(Kind, Hour, Minute, DayOfWeek, Expression, Seconds, Time),
        TimeZone,
        Payload,
        Misfire ?? Domain.Misfire.Last,
        MisfireGraceSeconds ?? Domain.Misfire.DefaultGraceSeconds);
}
