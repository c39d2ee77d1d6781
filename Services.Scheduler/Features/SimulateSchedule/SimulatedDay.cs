namespace Nanobot.Services.Scheduler.Features.SimulateSchedule;

/// <summary>How many runs a day would have.</summary>
/// <param name="Date">The day, in the zone.</param>
/// <param name="Runs">How many.</param>
internal sealed record SimulatedDay(DateOnly Date, int Runs);
