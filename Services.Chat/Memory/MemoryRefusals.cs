using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Memory;

/// <summary>The refusals of memory.</summary>
internal static class MemoryRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("FACT_NOT_FOUND", "fact");

    public static Refusal NothingToUndo { get; } = Refusals.Conflict("NOTHING_TO_UNDO", "No consolidation has left anything in memory that could be undone.");

    /// <summary>It is not in quarantine.</summary>
    public static Refusal Decided(string state) => Refusals.Conflict("FACT_DECIDED", $"The fact is not in quarantine: it is {state}.") with
    {
        Members = new Dictionary<string, object?> { ["state"] = state },
    };

    /// <summary>Lines of the consolidation were changed by hand since.</summary>
    public static Refusal Changed(IReadOnlyList<Guid> facts) => Refusals.Conflict("MEMORY_CHANGED",
        "Lines that the last consolidation wrote have been changed since, so it cannot be undone as a whole; forget its facts one by one.") with
    {
        Members = new Dictionary<string, object?> { ["facts"] = facts },
    };
}
