namespace Nanobot.Contracts.Schedules;

/// <summary>A job as <c>GET /schedule/jobs</c> shows it, as far as other modules look at it.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="Kind">daily, weekly, cron, every or at.</param>
/// <param name="Payload">What each run does.</param>
/// <param name="TimeZone">IANA name of the zone whose clocks it follows.</param>
/// <param name="Status">active, paused or done.</param>
/// <param name="Hour">Of daily and weekly: 0 to 23.</param>
/// <param name="Minute">Of daily and weekly: 0 to 59.</param>
/// <param name="DayOfWeek">Of weekly: mon to sun.</param>
/// <param name="Expression">Of cron: the five fields of a crontab line.</param>
/// <param name="Seconds">Of every: the distance.</param>
/// <param name="Time">Of at: a time of RFC 3339.</param>
/// <param name="NextRunAt">When it runs next, or null where it does not.</param>
/// <param name="Interval">Of daily and weekly: each how many-th day or week; absent: each.</param>
/// <param name="EndsAt">Until when, where it ends.</param>
public sealed record ScheduleResource(
    Guid JobId,
    string Kind,
    SchedulePayload Payload,
    string TimeZone,
    string Status,
    int? Hour = null,
    int? Minute = null,
    string? DayOfWeek = null,
    string? Expression = null,
    long? Seconds = null,
    string? Time = null,
    DateTimeOffset? NextRunAt = null,
    int? Interval = null,
    string? EndsAt = null);
