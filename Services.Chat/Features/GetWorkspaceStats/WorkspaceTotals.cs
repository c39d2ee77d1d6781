namespace Nanobot.Services.Chat.Features.GetWorkspaceStats;

/// <summary>Answer of <c>GET /workspace/stats</c>.</summary>
/// <param name="Files">How many files there are.</param>
/// <param name="Bytes">Their octets, which count as storage.</param>
/// <param name="LimitBytes">Most octets that the user may keep; the tenant's other users may have taken some of them.</param>
/// <param name="Folders">Of the folders at the top, and of what is in none (the empty name), the largest.</param>
/// <param name="Largest">The largest files.</param>
/// <param name="History">What is kept of the past, which does not count.</param>
internal sealed record WorkspaceTotals(
    long Files, long Bytes, long LimitBytes, IReadOnlyList<FolderTotal> Folders, IReadOnlyList<FileTotal> Largest, HistoryTotal History);
