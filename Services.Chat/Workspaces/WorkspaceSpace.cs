namespace Nanobot.Services.Chat.Workspaces;

/// <summary>A workspace as whoever changes it finds and holds it.</summary>
/// <param name="Bytes">Octets of its files.</param>
/// <param name="DeletedRevision">The highest revision of any file that was deleted or moved away.</param>
internal sealed record WorkspaceSpace(long Bytes, long DeletedRevision);
