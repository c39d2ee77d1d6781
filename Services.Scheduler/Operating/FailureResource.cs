namespace Nanobot.Services.Scheduler.Operating;

/// <summary>A job that could not be fired: whose it is and how it stands, and nothing of what it says.</summary>
/// <param name="TenantId">Its tenant.</param>
/// <param name="UserId">Its user.</param>
/// <param name="JobId">The job.</param>
/// <param name="Status">active: it is tried again; paused: no attempt was left.</param>
/// <param name="Attempts">Attempts that came to nothing.</param>
/// <param name="RunDueAt">The run that could not be made; null of one that is paused.</param>
/// <param name="NextAttemptAt">When it is tried again; null of one that is paused.</param>
internal sealed record FailureResource(string TenantId, string UserId, Guid JobId, string Status, int Attempts, DateTimeOffset? RunDueAt, DateTimeOffset? NextAttemptAt);
