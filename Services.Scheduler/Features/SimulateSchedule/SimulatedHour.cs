namespace Nanobot.Services.Scheduler.Features.SimulateSchedule;

/// <summary>How many runs an hour would have.</summary>
/// <param name="StartsAt">Its beginning: a whole hour of UTC.</param>
/// <param name="Runs">How many.</param>
internal sealed record SimulatedHour(DateTimeOffset StartsAt, int Runs);
