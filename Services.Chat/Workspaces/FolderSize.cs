namespace Nanobot.Services.Chat.Workspaces;

/// <summary>A folder at the top of a workspace.</summary>
/// <param name="Folder">Its name; empty for what is in none.</param>
/// <param name="Files">How many files are below it.</param>
/// <param name="Bytes">Their octets.</param>
internal sealed record FolderSize(string Folder, long Files, long Bytes);
