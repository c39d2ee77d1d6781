namespace Nanobot.Services.Chat.Workspaces;

/// <summary>A file as lists and answers to writes show it.</summary>
internal sealed record WorkspaceEntry(string Path, int Bytes, long Revision, DateTimeOffset UpdatedAt);
