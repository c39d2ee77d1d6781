using System.Buffers.Binary;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Sharing;

/// <summary>What a link says: which share it is, and until when it leads to its report. No tenant and no user are in it.</summary>
internal sealed class ShareTokens(LinkSignatures signatures, TimeProvider time)
{
    private const int IdLength = 16;
    private const int Length = IdLength + sizeof(long);

    /// <summary>The text of a link.</summary>
    public string Write(Guid shareId, DateTimeOffset expiresAt)
    {
        Span<byte> content = stackalloc byte[Length];
        shareId.TryWriteBytes(content, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(content[IdLength..], expiresAt.ToUnixTimeSeconds());
        return signatures.Sign(content);
    }

    /// <summary>Which share it is; null where no link of ours says that, or one that is over.</summary>
    public Guid? Read(string token) =>
        signatures.Open(token) is { Length: Length } content && BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(IdLength)) > time.GetUtcNow().ToUnixTimeSeconds()
            ? new Guid(content.AsSpan(0, IdLength), bigEndian: true)
            : null;
}
