namespace Nanobot.Services.Chat.Memory;

/// <summary>How a fact stands.</summary>
internal static class FactState
{
    /// <summary>Its line stands in MEMORY.md.</summary>
    public const string Kept = "kept";

    /// <summary>It may be somebody else's word: it stands nowhere until the user has seen it.</summary>
    public const string Quarantined = "quarantined";

    /// <summary>It is no longer, or was never, in MEMORY.md.</summary>
    public const string Forgotten = "forgotten";

    public static IReadOnlyList<string> All { get; } = [Kept, Quarantined, Forgotten];
}
