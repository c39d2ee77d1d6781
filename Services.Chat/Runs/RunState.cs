namespace Nanobot.Services.Chat.Runs;

/// <summary>How far a run is.</summary>
internal static class RunState
{
    /// <summary>It waits for its turn, or to be taken up again.</summary>
    public const string Queued = "queued";

    /// <summary>It is at work.</summary>
    public const string Running = "running";

    /// <summary>It has its answer.</summary>
    public const string Completed = "completed";

    /// <summary>It has none, and says why.</summary>
    public const string Failed = "failed";

    /// <summary>It was cancelled.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Queued, Running, Completed, Failed, Cancelled];
}
