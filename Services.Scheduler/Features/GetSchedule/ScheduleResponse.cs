using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Features.GetSchedule;

/// <summary>Answer of <c>GET /schedule</c>.</summary>
/// <param name="UserId">Whose schedule it is.</param>
/// <param name="DailyReport">The next job that makes a daily report, or null.</param>
/// <param name="WeeklyReport">The next job that makes a weekly report, or null.</param>
/// <param name="NextScheduledJobs">The jobs that run next, at most ten.</param>
internal sealed record ScheduleResponse(
    string UserId, JobResource? DailyReport, JobResource? WeeklyReport, IReadOnlyList<JobResource> NextScheduledJobs);
