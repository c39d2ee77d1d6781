namespace Nanobot.Services.Scheduler.Slots;

/// <summary>What a minute will carry, in thousands of tokens.</summary>
/// <param name="StartsAt">Its beginning.</param>
/// <param name="Load">All of it.</param>
/// <param name="Peak">Of its busiest second.</param>
/// <param name="PeakAt">Which one that is, the first of several.</param>
internal sealed record LoadOfMinute(DateTimeOffset StartsAt, double Load, double Peak, DateTimeOffset PeakAt);
