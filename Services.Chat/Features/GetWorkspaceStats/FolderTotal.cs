namespace Nanobot.Services.Chat.Features.GetWorkspaceStats;

/// <summary>A folder at the top of a workspace.</summary>
/// <param name="Folder">Its name; empty for files in none.</param>
/// <param name="Files">How many files are below it.</param>
/// <param name="Bytes">Their octets.</param>
internal sealed record FolderTotal(string Folder, long Files, long Bytes);
