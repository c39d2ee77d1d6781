namespace Nanobot.Services.Scheduler.Firing;

/// <summary>A due job as the scan sees it, before its tenant's scope is entered: whose it is, how its tenant stands, and how often it was claimed since it fired.</summary>
internal sealed record ClaimedJob(string TenantId, string UserId, Guid JobId, string? Plan, long Epoch, string? Quotas, string? TimeZone, int Attempts);
