namespace Nanobot.Services.Chat.Workspaces;

/// <summary>A file and its length.</summary>
internal sealed record FileSize(string Path, long Bytes);
