namespace Nanobot.Services.Chat.Features.GetWorkspaceStats;

/// <summary>What is kept of what files were: how many revisions, and their octets.</summary>
internal sealed record HistoryTotal(long Revisions, long Bytes);
