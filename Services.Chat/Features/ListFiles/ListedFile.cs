namespace Nanobot.Services.Chat.Features.ListFiles;

/// <summary>A file in the list of a workspace.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Revision">Counts up with each write.</param>
/// <param name="UpdatedAt">When it was written last.</param>
internal sealed record ListedFile(string Path, int Bytes, long Revision, DateTimeOffset UpdatedAt);
