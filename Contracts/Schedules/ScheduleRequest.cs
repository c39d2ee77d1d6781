namespace Nanobot.Contracts.Schedules;

/// <summary>Body of <c>POST /schedule/jobs</c> as other modules send it: the members of one kind of schedule.</summary>
/// <param name="Kind">daily, weekly, cron, every or at.</param>
/// <param name="Payload">What each run does.</param>
/// <param name="Hour">Of daily and weekly: 0 to 23.</param>
/// <param name="Minute">Of daily and weekly: 0 to 59.</param>
/// <param name="DayOfWeek">Of weekly: mon to sun.</param>
/// <param name="Expression">Of cron: the five fields of a crontab line.</param>
/// <param name="Seconds">Of every: the distance.</param>
/// <param name="Time">Of at: a time of RFC 3339.</param>
/// <param name="TimeZone">IANA name; absent: the user's, wherever the user goes.</param>
/// <param name="Timing">exact or spread; absent: exact but for heartbeats.</param>
public sealed record ScheduleRequest(
    string Kind,
    SchedulePayload Payload,
    int? Hour = null,
    int? Minute = null,
    string? DayOfWeek = null,
    string? Expression = null,
    long? Seconds = null,
    string? Time = null,
    string? TimeZone = null,
    string? Timing = null);
