namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>Names in calendars.</summary>
internal static class CalendarMembers
{
    /// <summary>The exact schedule and all else that a job is, as JSON.</summary>
    public const string Schedule = "X-NANOBOT-SCHEDULE";

    /// <summary>What each run does, as JSON.</summary>
    public const string Payload = "X-NANOBOT-PAYLOAD";

    public const string Rule = "RRULE";
    public const string Dates = "RDATE";
}
