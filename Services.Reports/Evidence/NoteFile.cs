namespace Nanobot.Services.Reports.Evidence;

/// <summary>A file of the user's workspace in which a note stands.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Revision">Which of its revisions was read.</param>
/// <param name="ChangedAt">When that was written.</param>
/// <param name="HoldsOthersText">Whether others than the user may have had a hand in it.</param>
internal sealed record NoteFile(string Path, long Revision, DateTimeOffset ChangedAt, bool HoldsOthersText);
