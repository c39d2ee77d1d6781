namespace Nanobot.Services.Scheduler.Operating.Replays;

/// <summary>What the schedules as they are have in a span, and what became of it.</summary>
/// <param name="From">From then on.</param>
/// <param name="To">Up to, not including, then.</param>
/// <param name="Jobs">How many jobs were looked at.</param>
/// <param name="Unreadable">How many of these nobody can say the times of: their rows cannot be read, or they are of a kind or in a zone that is not known here.</param>
/// <param name="Total">All runs of the jobs that were looked at.</param>
/// <param name="Hours">The same of each hour that has any.</param>
/// <param name="Runs">The first runs one by one, as many as were asked for, by tenant, job and time.</param>
/// <param name="NextCursor">Where there are more jobs than one replay looks at: what goes on with them; null where all were looked at.</param>
internal sealed record ReplayResult(
    DateTimeOffset From, DateTimeOffset To, int Jobs, int Unreadable, ReplayTally Total, IReadOnlyList<ReplayedHour> Hours, IReadOnlyList<ReplayedRun> Runs, string? NextCursor);
