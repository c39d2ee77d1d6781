namespace Nanobot.Services.Scheduler.Operating;

/// <summary>What is due of one tenant.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="TenantStatus">How it stands, as far as the scheduler has heard; null where it has not.</param>
/// <param name="Jobs">How many of its jobs are due.</param>
/// <param name="CountedAll">Whether these are all: no more than 10,000 are counted.</param>
/// <param name="OldestDueAt">Since when the longest of them is due.</param>
/// <param name="LagSeconds">How long that is.</param>
internal sealed record BacklogResource(string TenantId, string? TenantStatus, long Jobs, bool CountedAll, DateTimeOffset OldestDueAt, double LagSeconds);
