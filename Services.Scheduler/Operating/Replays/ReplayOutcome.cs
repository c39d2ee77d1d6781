namespace Nanobot.Services.Scheduler.Operating.Replays;

/// <summary>What became of a run that a schedule has, by its name on the wire.</summary>
internal static class ReplayOutcome
{
    /// <summary>It was made.</summary>
    public const string Fired = "fired";

    /// <summary>It was passed over, and the history says so.</summary>
    public const string Skipped = "skipped";

    /// <summary>It could not be made, and its job was paused.</summary>
    public const string Failed = "failed";

    /// <summary>It is due and not made yet.</summary>
    public const string Waiting = "waiting";

    /// <summary>It should have been made or passed over, and the history has nothing of it.</summary>
    public const string Missing = "missing";

    /// <summary>The history does not reach back so far, or the job was changed since.</summary>
    public const string Unknown = "unknown";

    /// <summary>Its time has not come.</summary>
    public const string ToCome = "to_come";

    public static IReadOnlyList<string> Names { get; } = [Fired, Skipped, Failed, Waiting, Missing, Unknown, ToCome];
}
