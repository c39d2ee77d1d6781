namespace Nanobot.Services.Scheduler.Arming;

/// <summary>A job that is to be armed anew, as it is found across tenants: whose it is, and how its tenant stands.</summary>
internal sealed record ArmedJob(string TenantId, string UserId, Guid JobId, string? Plan, long Epoch, string? Quotas, string? TimeZone);
