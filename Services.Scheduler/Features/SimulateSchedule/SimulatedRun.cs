namespace Nanobot.Services.Scheduler.Features.SimulateSchedule;

/// <summary>A run that would be.</summary>
/// <param name="Time">When, with the offset of the zone in which days are counted.</param>
/// <param name="JobId">Of which job; null: of the draft.</param>
/// <param name="Name">What that is called.</param>
internal sealed record SimulatedRun(DateTimeOffset Time, Guid? JobId, string Name);
