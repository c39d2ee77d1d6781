using Nanobot.Contracts.Values;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Features.PreviewSchedule;

/// <summary>A preview that can be answered.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Zone">Null for the user's.</param>
/// <param name="After">Where from.</param>
/// <param name="Count">How many times.</param>
/// <param name="Calendars">Whose days are left out.</param>
internal sealed record PreviewRequest(ScheduleSpec Schedule, ZoneName? Zone, DateTimeOffset After, int Count, IReadOnlyList<string> Calendars);
