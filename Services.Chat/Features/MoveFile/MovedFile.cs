namespace Nanobot.Services.Chat.Features.MoveFile;

/// <summary>Answer of <c>POST /workspace/move</c>: the file as it is now.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Revision">Its revision there.</param>
/// <param name="UpdatedAt">When it was moved.</param>
internal sealed record MovedFile(string Path, int Bytes, long Revision, DateTimeOffset UpdatedAt);
