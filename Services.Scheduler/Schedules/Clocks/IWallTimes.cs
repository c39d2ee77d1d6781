namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>Readings of a wall clock, wherever it hangs.</summary>
internal interface IWallTimes
{
    /// <summary>The first reading strictly after <paramref name="reading"/>, or null when there is none.</summary>
    DateTime? Next(DateTime reading);
}
