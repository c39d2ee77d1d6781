namespace Nanobot.Services.Scheduler.Firing;

/// <summary>A due job as the scan sees it, before its tenant's scope is entered: whose it is, and how its tenant stands.</summary>
internal sealed record ClaimedJob(string TenantId, string UserId, Guid JobId, string? Plan, long Epoch);
