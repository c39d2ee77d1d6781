namespace Nanobot.Services.Scheduler.Operating;

/// <summary>How many jobs there are of a sort.</summary>
/// <param name="Jobs">How many were counted.</param>
/// <param name="CountedAll">Whether these are all: no more than 100,000 are looked at.</param>
internal sealed record JobCount(long Jobs, bool CountedAll);
