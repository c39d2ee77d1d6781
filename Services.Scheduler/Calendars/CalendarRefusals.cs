using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Scheduler.Calendars;

/// <summary>What is refused of calendars.</summary>
internal static class CalendarRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("CALENDAR_NOT_FOUND", "calendar");

    public static Refusal Limit { get; } = Refusals.Conflict("CALENDAR_LIMIT", $"A tenant may have {CalendarLimits.Most} calendars; delete one first.") with
    {
        Members = new Dictionary<string, object?> { ["limit"] = CalendarLimits.Most },
    };

    /// <summary>Jobs leave out its days.</summary>
    public static Refusal InUse(long jobs) => Refusals.Conflict("CALENDAR_IN_USE",
        $"Jobs of the tenant leave out the days of this calendar, {jobs} of them; take it off these first, or put another list of days in its place.") with
    {
        Members = new Dictionary<string, object?> { ["jobs"] = jobs },
    };
}
