using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Features.PreviewSchedule;

/// <summary>A preview that can be answered.</summary>
internal sealed record PreviewRequest(ScheduleSpec Schedule, DateTimeOffset After, int Count);
