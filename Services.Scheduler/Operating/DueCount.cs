namespace Nanobot.Services.Scheduler.Operating;

/// <summary>Jobs that are due and may fire, or could if the scheduler was running.</summary>
/// <param name="Jobs">How many were counted.</param>
/// <param name="CountedAll">Whether these are all: no more than 100,000 are looked at, the longest due first.</param>
/// <param name="OldestDueAt">Since when the longest of them is due; null where none is.</param>
/// <param name="LagSeconds">How long that is; 0 where none is due.</param>
internal sealed record DueCount(long Jobs, bool CountedAll, DateTimeOffset? OldestDueAt, double LagSeconds);
