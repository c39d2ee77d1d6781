namespace Nanobot.Services.Chat.Workspaces;

/// <summary>What a file is at, without its content.</summary>
internal sealed record FileHead(int Bytes, long Revision, DateTimeOffset UpdatedAt);
