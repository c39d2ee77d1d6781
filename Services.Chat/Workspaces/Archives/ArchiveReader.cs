using System.IO.Compression;
using System.IO.Hashing;
using System.Security.Cryptography;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.Services.Chat.Workspaces.Archives;

/// <summary>
/// Looks through a whole archive before anything of it is taken in: each entry is read to its end and counted as it comes out, whatever the archive says of
/// its size, and all that is wrong is told at once. Zip is APPNOTE 6.3.10 of PKWARE.
/// </summary>
internal sealed class ArchiveReader
{
    private const int LongestNameTold = 200;
    private const int UnixType = 0xF000;
    private const int UnixFile = 0x8000;
    private const int UnixFolder = 0x4000;

    private static ReadOnlySpan<byte> EntryMark => "PK\u0001\u0002"u8;

    private readonly List<ArchiveFault> _faults = [];
    private readonly Dictionary<string, ArchivedFile> _files = new(StringComparer.Ordinal);
    private readonly byte[] _buffer = new byte[WorkspaceLimits.FileBytes + 1];
    private long _bytes;

    /// <summary>Whether more entries may be in the archive than are taken in: the library makes all of them at once, however many.</summary>
    public static async Task<bool> MayHaveTooManyAsync(Stream archive, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var (count, held) = (0, 0);
        archive.Position = 0;
        while (await archive.ReadAsync(buffer.AsMemory(held), cancellationToken) is > 0 and var read)
        {
            var octets = buffer.AsSpan(0, held + read);
            count += octets.Count(EntryMark);
            // One may lie across the end of what was read.
            held = Math.Min(EntryMark.Length - 1, octets.Length);
            octets[^held..].CopyTo(buffer);
        }

        archive.Position = 0;
        return count > ArchiveLimits.Entries;
    }

    /// <summary>Its files, or why it cannot be taken in.</summary>
    public static async Task<(IReadOnlyList<ArchivedFile> Files, Refusal? Refusal)> ReadAsync(ZipArchive archive, CancellationToken cancellationToken)
    {
        var reader = new ArchiveReader();
        foreach (var entry in archive.Entries)
        {
            await reader.AddAsync(entry, cancellationToken);
            if (reader._bytes > ArchiveLimits.Bytes)
            {
                return ([], ArchiveRefusals.TooManyBytes);
            }
        }

        return reader._faults.Count > 0 ? ([], ArchiveRefusals.Faulty(reader._faults)) : ([.. reader._files.Values], null);
    }

    /// <summary>Reads an entry into <paramref name="buffer"/>; returns how many octets there are, and no more than it holds.</summary>
    /// <exception cref="InvalidDataException">What is there cannot be unpacked.</exception>
    public static async Task<int> ReadAsync(ZipArchiveEntry entry, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await using var content = await entry.OpenAsync(cancellationToken);
        return await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
    }

    private async Task AddAsync(ZipArchiveEntry entry, CancellationToken cancellationToken)
    {
        if (IsFolder(entry))
        {
            return;
        }

        if (WhatIsWrongWith(entry, out var path) is { } wrong)
        {
            Fault(entry, wrong);
            return;
        }

        int bytes;
        try
        {
            bytes = await ReadAsync(entry, _buffer, cancellationToken);
        }
        catch (InvalidDataException)
        {
            Fault(entry, "cannot be unpacked");
            return;
        }

        _bytes += bytes;
        var content = _buffer.AsMemory(0, bytes);
        if (bytes > WorkspaceLimits.FileBytes)
        {
            Fault(entry, $"has more than {WorkspaceLimits.FileBytes} bytes");
        }
        else if (bytes != entry.Length || Crc32.HashToUInt32(content.Span) != entry.Crc32)
        {
            Fault(entry, "is not what the archive says of it: its length or checksum differs");
        }
        else
        {
            _files.Add(path.Value, new ArchivedFile(path, entry, bytes, SHA256.HashData(content.Span)));
        }
    }

    private string? WhatIsWrongWith(ZipArchiveEntry entry, out WorkspacePath path) =>
        entry.FullName.Contains('\ufffd', StringComparison.Ordinal) ? No(out path, "has a name that is not UTF-8")
        : !WorkspacePath.TryParse(entry.FullName, out path) ? WorkspacePath.Rule
        : entry.IsEncrypted ? "is encrypted"
        : TypeOf(entry) is not (0 or UnixFile) ? "is a link or a device, and no file"
        : _files.ContainsKey(path.Value) ? "is there twice"
        : null;

    private static string No(out WorkspacePath path, string reason)
    {
        path = default;
        return reason;
    }

    private void Fault(ZipArchiveEntry entry, string reason) => _faults.Add(new ArchiveFault(TextCut.Beginning(entry.FullName, LongestNameTold), reason));

    // A folder is nothing of its own in a workspace; with content it would be a file with a name that no file has.
    private static bool IsFolder(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith('/') && entry.Length == 0 && TypeOf(entry) is 0 or UnixFolder && WorkspacePath.TryParse(entry.FullName[..^1], out _);

    private static int TypeOf(ZipArchiveEntry entry) => (entry.ExternalAttributes >>> 16) & UnixType;
}
