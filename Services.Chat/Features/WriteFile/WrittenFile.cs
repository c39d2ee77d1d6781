namespace Nanobot.Services.Chat.Features.WriteFile;

/// <summary>Answer of <c>PUT /workspace/files/{path}</c>: the file as it is now.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Revision">Counts up with each write; its ETag.</param>
/// <param name="UpdatedAt">When it was written.</param>
internal sealed record WrittenFile(string Path, int Bytes, long Revision, DateTimeOffset UpdatedAt);
