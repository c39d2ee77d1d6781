namespace Nanobot.Services.Scheduler.Persistence;

/// <summary>A row of <c>jobs</c>, as far as a job goes: what a claim notes on it is the scan's.</summary>
internal sealed record JobRecord(
    Guid JobId,
    string Name,
    StoredSchedule Schedule,
    string TimeZone,
    StoredPayload Payload,
    string Misfire,
    int MisfireGraceSeconds,
    string Status,
    DateTimeOffset AnchorAt,
    DateTimeOffset? NextRunAt,
    DateTimeOffset? LastRunAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string ZoneMode,
    IReadOnlyList<string> Calendars,
    IReadOnlyList<byte[]> Excluded,
    IReadOnlyList<string> Tags,
    string? Origin,
    string? CalendarUid,
    int? SlotOffset,
    int SlotWeight);
