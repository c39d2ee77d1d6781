using System.Text.Json.Serialization;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>A job as the API shows it; of the schedule's members only those of its kind are present.</summary>
internal sealed record JobResource(
    Guid JobId,
    string Name,
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Hour,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Minute,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DayOfWeek,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Expression,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Seconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Time,
    string TimeZone,
    JobPayloadResource Payload,
    string Misfire,
    int MisfireGraceSeconds,
    string Status,
    DateTimeOffset? NextRunAt,
    DateTimeOffset? LastRunAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string ZoneMode,
    IReadOnlyList<string> Calendars,
    IReadOnlyList<string> Tags,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Origin,
    string Timing,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? OffsetSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Interval,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? StartsOn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EndsAt)
{
    /// <param name="job">The job.</param>
    /// <param name="secret">The secret of a webhook that was made just now.</param>
    public static JobResource Of(Job job, string? secret = null) => new(
        job.JobId,
        job.Name,
        job.Schedule.Kind!,
        job.Schedule.Hour,
        job.Schedule.Minute,
        job.Schedule.DayOfWeek,
        job.Schedule.Expression,
        job.Schedule.Seconds,
        job.Schedule.Time,
        job.TimeZone,
        JobPayloadResource.Of(job.Payload, secret),
        job.Misfire,
        job.MisfireGraceSeconds,
        job.Status,
        job.NextAt,
        job.LastAt,
        job.CreatedAt,
        job.UpdatedAt,
        job.ZoneMode,
        job.Calendars,
        job.Tags,
        job.Origin,
        job.Timing,
        job.Slot?.OffsetSeconds,
        job.Schedule.Interval,
        job.Schedule.StartsOn,
        job.Schedule.EndsAt);
}
