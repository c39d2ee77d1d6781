namespace Nanobot.Services.Scheduler.Operating.Replays;

/// <summary>A run that a schedule has.</summary>
/// <param name="TenantId">Whose tenant's job.</param>
/// <param name="JobId">Which job.</param>
/// <param name="Time">When.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record ReplayedRun(string TenantId, Guid JobId, DateTimeOffset Time, string Outcome);
