namespace Nanobot.Services.Chat.Features.RestoreFile;

/// <summary>Answer of <c>POST /workspace/restore</c>: the file as it is now.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Revision">The new revision, with the old one's content and author.</param>
/// <param name="UpdatedAt">When it was restored.</param>
internal sealed record RestoredFile(string Path, int Bytes, long Revision, DateTimeOffset UpdatedAt);
