using System.IO.Compression;

namespace Nanobot.Services.Chat.Workspaces.Archives;

/// <summary>A file of an archive that was read through once.</summary>
/// <param name="Path">Where it belongs.</param>
/// <param name="Entry">Its place in the archive.</param>
/// <param name="Bytes">How many octets it has.</param>
/// <param name="Hash">SHA-256 of them.</param>
internal sealed record ArchivedFile(WorkspacePath Path, ZipArchiveEntry Entry, int Bytes, byte[] Hash)
{
    /// <summary>Who wrote it.</summary>
    public FileAuthor Author { get; } = ArchivedAuthor.Read(Entry.Comment);
}
