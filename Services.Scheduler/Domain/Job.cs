namespace Nanobot.Services.Scheduler.Domain;

/// <summary>A job of one user.</summary>
internal sealed record Job(
    Guid JobId,
    string Name,
    ScheduleSpec Schedule,
    string TimeZone,
    JobPayload Payload,
    string Misfire,
    int MisfireGraceSeconds,
    string Status,
    DateTimeOffset AnchorAt,
    DateTimeOffset? NextRunAt,
    DateTimeOffset? LastRunAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Its schedule, in its zone.</summary>
    public ISchedule Compile() => Schedule.Compile(Zones.Find(TimeZone), AnchorAt);
}
