using Nanobot.Services.Scheduler.Domain;

namespace Nanobot.Services.Scheduler.Features.CreateJob;

/// <summary>Body of <c>POST /schedule/jobs</c>: what, and the members of one kind of schedule.</summary>
internal sealed record CreateJobRequest(
    string? Name,
    string? Kind,
    int? Hour,
    int? Minute,
    string? DayOfWeek,
    string? Expression,
    long? Seconds,
    string? Time,
    string? TimeZone,
    JobPayload? Payload,
    string? Misfire,
    int? MisfireGraceSeconds)
{
    public JobDraft ToDraft() => new(
        Name,
        new ScheduleSpec(Kind, Hour, Minute, DayOfWeek, Expression, Seconds, Time),
        TimeZone,
        Payload,
        Misfire ?? Domain.Misfire.Last,
        MisfireGraceSeconds ?? Domain.Misfire.DefaultGraceSeconds);
}
