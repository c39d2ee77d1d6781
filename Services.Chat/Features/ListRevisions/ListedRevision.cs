namespace Nanobot.Services.Chat.Features.ListRevisions;

/// <summary>A revision in the history of a file.</summary>
/// <param name="Revision">Its number.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="WrittenAt">When it was written.</param>
/// <param name="Author">Who wrote it, or null where that was not recorded.</param>
/// <param name="IsCurrent">Whether the file is at it.</param>
/// <param name="DeletedAt">When the file was deleted at it, or null where it was not.</param>
internal sealed record ListedRevision(
    long Revision, int Bytes, DateTimeOffset WrittenAt, RevisionAuthor? Author, bool IsCurrent, DateTimeOffset? DeletedAt);
