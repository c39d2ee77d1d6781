using Nanobot.Contracts.Values;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Features.PreviewSchedule;

/// <summary>A preview that can be answered.</summary>
/// <param name="Zone">Null for the user's.</param>
internal sealed record PreviewRequest(ScheduleSpec Schedule, ZoneName? Zone, DateTimeOffset After, int Count);
