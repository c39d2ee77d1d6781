namespace Nanobot.Contracts.Workspaces;

/// <summary>A file in which a user keeps notes.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Revision">The revision that was read.</param>
/// <param name="UpdatedAt">When that was written.</param>
/// <param name="Text">What it says; of a long one the beginning, in whole lines.</param>
/// <param name="HoldsOthersText">Whether others than the user may have had a hand in it, or nobody knows who.</param>
public sealed record WorkspaceNote(string Path, long Revision, DateTimeOffset UpdatedAt, string Text, bool HoldsOthersText)
{
    /// <summary>Nothing of what it says.</summary>
    public override string ToString() => $"{nameof(WorkspaceNote)} {Path}";
}
