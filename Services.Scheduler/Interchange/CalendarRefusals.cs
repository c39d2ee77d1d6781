using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>Why a calendar is not taken in; nothing of it is then.</summary>
internal static class CalendarRefusals
{
    private const int MostNamed = 100;

    public static Refusal WrongType { get; } = Refusals.UnsupportedMediaType($"Send the calendar as {MediaTypes.Calendar}, in UTF-8.");

    public static Refusal NoCalendar { get; } = new(StatusCodes.Status400BadRequest, "CALENDAR_INVALID", "The body is no calendar (RFC 5545), or not all of one.");

    public static Refusal TooMany { get; } = new(StatusCodes.Status400BadRequest, "CALENDAR_INVALID", $"A calendar has at most {CalendarReader.MaximumEvents} events.");

    /// <summary>Events that no job says.</summary>
    public static Refusal NotExpressible(IReadOnlyList<RefusedEvent> events) =>
        new(StatusCodes.Status400BadRequest, "CALENDAR_REFUSED", $"{events.Count} of the calendar's events cannot be jobs that fire at the very same times; nothing was taken in.")
        {
            Members = new Dictionary<string, object?> { ["events"] = events.Take(MostNamed).ToArray(), ["events_refused"] = events.Count },
        };
}
