namespace Nanobot.Services.Scheduler.Operating.Replays;

/// <summary>The runs of an hour.</summary>
/// <param name="StartsAt">Its beginning: a whole hour of UTC.</param>
/// <param name="Runs">How many, and what became of them.</param>
internal sealed record ReplayedHour(DateTimeOffset StartsAt, ReplayTally Runs);
