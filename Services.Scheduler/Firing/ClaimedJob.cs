namespace Nanobot.Services.Scheduler.Firing;

/// <summary>A due job as the scan sees it, before its tenant's scope is entered: whose it is, how its tenant stands, how often it was claimed since it fired, and the key and the amounts of its user's own with which it was made.</summary>
internal sealed record ClaimedJob(
    string TenantId, string UserId, Guid JobId, string? Plan, long Epoch, string? Quotas, string? TimeZone, int Attempts, string? KeyId, string? UserQuotas, string? KeyQuotas);
