namespace Nanobot.Services.Chat.Workspaces;

/// <summary>One state of a file, without its content.</summary>
/// <param name="Revision">Its number.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="WrittenAt">When it was written.</param>
/// <param name="Author">Who wrote it, or null where that was not recorded.</param>
/// <param name="IsCurrent">Whether the file is at it.</param>
/// <param name="DeletedAt">When the file was deleted at it, or null.</param>
internal sealed record FileRevision(
    long Revision, int Bytes, DateTimeOffset WrittenAt, FileAuthor? Author, bool IsCurrent, DateTimeOffset? DeletedAt);
