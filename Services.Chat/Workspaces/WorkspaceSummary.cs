namespace Nanobot.Services.Chat.Workspaces;

/// <summary>What a workspace holds.</summary>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">Their octets: what counts as storage.</param>
/// <param name="Revisions">How many earlier revisions are kept.</param>
/// <param name="HistoryBytes">Their octets, which do not count.</param>
/// <param name="Folders">Of each folder at the top, and of what is in none (the empty name): how many files and octets, the largest first.</param>
/// <param name="Largest">The largest files.</param>
internal sealed record WorkspaceSummary(
    long Files, long Bytes, long Revisions, long HistoryBytes, IReadOnlyList<FolderSize> Folders, IReadOnlyList<FileSize> Largest);
