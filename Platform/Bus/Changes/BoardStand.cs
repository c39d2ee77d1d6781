namespace Nanobot.Platform.Bus.Changes;

/// <summary>How the board stands, for whoever keeps it.</summary>
/// <param name="Last">The number of the last change on it; null where there is none.</param>
/// <param name="Now">Redis' clock, in milliseconds.</param>
/// <param name="KeptFor">How long it is still vouched for.</param>
public readonly record struct BoardStand(long? Last, long Now, TimeSpan KeptFor);
