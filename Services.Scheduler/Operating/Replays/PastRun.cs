namespace Nanobot.Services.Scheduler.Operating.Replays;

/// <summary>What the history has of a run, or of several that were passed over.</summary>
/// <param name="Time">The run, or the first of them.</param>
/// <param name="Until">Set where it stands for all up to, not including, this.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record PastRun(DateTimeOffset Time, DateTimeOffset? Until, string Outcome);
