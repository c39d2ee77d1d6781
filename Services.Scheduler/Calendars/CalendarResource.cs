using System.Text.Json.Serialization;
using Nanobot.Services.Scheduler.Schedules.Days;

namespace Nanobot.Services.Scheduler.Calendars;

/// <summary>A calendar of excluded days as the API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Form">days where they were listed, icalendar where a text says them.</param>
/// <param name="Count">How many days it has.</param>
/// <param name="Until">How far an iCalendar text is written down; the days of later years follow in time.</param>
/// <param name="Days">The days, ascending; absent in a list of calendars.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was put last.</param>
internal sealed record CalendarResource(
    string Name,
    string Form,
    int Count,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Until,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DateOnly>? Days,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static CalendarResource Of(string name, DaySet days, bool isText, DateOnly? until, DateTimeOffset created, DateTimeOffset updated) =>
        new(name, isText ? "icalendar" : "days", days.Count, until, [.. days.ToDays()], created, updated);
}
