using Nanobot.Contracts.Values;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Features.PreviewSchedule;

/// <summary>A preview that can be answered.</summary>
/// <param name="Schedule">When.</param>
/// <param name="Zone">Null for the job's, else the user's.</param>
/// <param name="After">Null for now.</param>
/// <param name="Now">The present moment.</param>
/// <param name="Count">How many.</param>
/// <param name="Job">The job that was named.</param>
/// <param name="IsJobs">Whether it is the job's own schedule as it stands.</param>
/// <param name="Payload">What a run does; null where nobody says.</param>
/// <param name="Calendars">Whose days are left out.</param>
internal sealed record PreviewRequest(
    ScheduleSpec Schedule, ZoneName? Zone, DateTimeOffset? After, DateTimeOffset Now, int Count, Job? Job, bool IsJobs, JobPayload? Payload, IReadOnlyList<string> Calendars);
