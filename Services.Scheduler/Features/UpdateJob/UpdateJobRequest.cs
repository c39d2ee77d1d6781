using Nanobot.Services.Scheduler.Domain;

namespace Nanobot.Services.Scheduler.Features.UpdateJob;

/// <summary>
/// Body of <c>PATCH /schedule/jobs/{job_id}</c>. What is absent stays; another <c>kind</c> brings all of its members
/// along; a payload is replaced as a whole.
/// </summary>
internal sealed record UpdateJobRequest(
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
    int? MisfireGraceSeconds,
    bool? Enabled)
{
    public JobDraft ToDraft(Job job) => new(
        Name ?? job.Name,
        job.Schedule.With(new ScheduleSpec(Kind, Hour, Minute, DayOfWeek, Expression, Seconds, Time)),
        TimeZone ?? job.TimeZone,
        Payload ?? job.Payload,
        Misfire ?? job.Misfire,
        MisfireGraceSeconds ?? job.MisfireGraceSeconds);
}
