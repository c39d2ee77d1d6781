namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>Whether a job runs at the very times of its schedule, or about them, where there is room.</summary>
internal static class Timing
{
    /// <summary>At the very times.</summary>
    public const string Exact = "exact";

    /// <summary>In a slot of its own about them.</summary>
    public const string Spread = "spread";

    /// <summary>Why one job cannot be spread.</summary>
    public const string NotAt = "must be exact where the kind is at: a single time is as it is given";

    public static IReadOnlyList<string> Names { get; } = [Exact, Spread];
}
