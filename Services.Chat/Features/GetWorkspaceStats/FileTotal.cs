namespace Nanobot.Services.Chat.Features.GetWorkspaceStats;

/// <summary>A file and its length in octets.</summary>
internal sealed record FileTotal(string Path, long Bytes);
