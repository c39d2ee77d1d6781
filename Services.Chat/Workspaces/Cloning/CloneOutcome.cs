using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Workspaces.Cloning;

/// <summary>What came of a copy, or why nothing was copied.</summary>
/// <param name="Plan">What became of each file.</param>
/// <param name="Refusal">Why nothing was copied.</param>
internal sealed record CloneOutcome(ClonePlan? Plan, Refusal? Refusal)
{
    public static implicit operator CloneOutcome(Refusal refusal) => new(null, refusal);
}
