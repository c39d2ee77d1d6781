namespace Nanobot.Contracts.Policies;

/// <summary>A window of the clock on a wall, on some days of the week.</summary>
/// <param name="After">HH:MM, from which on; absent: from midnight.</param>
/// <param name="Before">HH:MM, until which, itself not; absent: until midnight. Earlier than after: over night.</param>
/// <param name="Weekdays">1 (Monday) to 7 (Sunday): the day on which the window began; absent: every day.</param>
/// <param name="TimeZone">IANA name; absent: the tenant's zone.</param>
public sealed record TimeCondition(string? After = null, string? Before = null, IReadOnlyList<int>? Weekdays = null, string? TimeZone = null);
