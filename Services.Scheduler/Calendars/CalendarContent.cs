using Nanobot.Services.Scheduler.Schedules.Days;

namespace Nanobot.Services.Scheduler.Calendars;

/// <summary>What a calendar is made of.</summary>
/// <param name="Days">Its days.</param>
/// <param name="Source">The iCalendar text that they come from; null where they were listed.</param>
/// <param name="Until">How far the text was looked through.</param>
internal sealed record CalendarContent(DaySet Days, string? Source = null, DateOnly? Until = null);
