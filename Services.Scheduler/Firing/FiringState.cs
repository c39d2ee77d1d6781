namespace Nanobot.Services.Scheduler.Firing;

/// <summary>Whether jobs fire, by the word of operators, by its name on the wire.</summary>
internal static class FiringState
{
    /// <summary>Whatever is due fires.</summary>
    public const string Running = "running";

    /// <summary>What was due when it was said fires yet, and nothing that is due later.</summary>
    public const string Draining = "draining";

    /// <summary>Nothing fires.</summary>
    public const string Paused = "paused";

    public static IReadOnlyList<string> Names { get; } = [Running, Draining, Paused];

    /// <summary>The place of a state among all, from 0 on, for a metric.</summary>
    public static int PlaceOf(string state) => state switch { Running => 0, Draining => 1, _ => 2 };
}
