using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>
/// The id of what an occurrence makes, computed from the job and the time it was scheduled for: whoever fires it, however
/// often, asks for the same report. A version 8 UUID (RFC 9562, 5.8) over SHA-256.
/// </summary>
internal static class OccurrenceId
{
    private const int GuidSize = 16;

    public static Guid For(Guid jobId, DateTimeOffset scheduledFor)
    {
        Span<byte> source = stackalloc byte[GuidSize + sizeof(long)];
        jobId.TryWriteBytes(source, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(source[GuidSize..], scheduledFor.UtcTicks / TimeSpan.TicksPerMicrosecond);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..GuidSize], bigEndian: true);
    }
}
