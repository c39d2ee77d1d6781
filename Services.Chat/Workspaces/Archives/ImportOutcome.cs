using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Workspaces.Archives;

/// <summary>What came of an archive: how many of its files became what, or why nothing was taken in.</summary>
/// <param name="Created">Files that were not there.</param>
/// <param name="Replaced">Files that had other content.</param>
/// <param name="Unchanged">Files that had this content.</param>
/// <param name="Kept">Files that had other content, and still have.</param>
/// <param name="Bytes">Octets that were written.</param>
/// <param name="Refusal">Why nothing was written.</param>
internal sealed record ImportOutcome(int Created, int Replaced, int Unchanged, int Kept, long Bytes, Refusal? Refusal)
{
    public static implicit operator ImportOutcome(Refusal refusal) => new(0, 0, 0, 0, 0, refusal);
}
