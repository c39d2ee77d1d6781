using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>
/// The id of what an occurrence makes, computed from the job and the time it was scheduled for: whoever fires it, however
/// often, asks for the same. It is made of a SHA-256 over both, in the forms of RFC 9562.
/// </summary>
internal static class OccurrenceId
{
    private const int GuidSize = 16;
    private const int TimeSize = 6;

    /// <summary>Of a report: a version 7 UUID, which begins with the time, since reports are kept by the months of their ids.</summary>
    public static Guid OfReport(Guid jobId, DateTimeOffset scheduledFor) => Timed(jobId, scheduledFor, GuidSize);

    /// <summary>Of what an address is told, in all tries: a version 8 UUID.</summary>
    public static Guid OfDelivery(Guid jobId, DateTimeOffset scheduledFor)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(jobId, scheduledFor, hash);
        return Marked(hash[..GuidSize], 0x80);
    }

    /// <summary>Of a run of the assistant: a version 7 UUID, which begins with the time, since runs are listed by their ids, the newest first.</summary>
    public static Guid OfRun(Guid jobId, DateTimeOffset scheduledFor) => Timed(jobId, scheduledFor, 0);

    // Each kind has a part of the hash to itself.
    private static Guid Timed(Guid jobId, DateTimeOffset scheduledFor, int part)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(jobId, scheduledFor, hash);
        Span<byte> time = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, Math.Max(0, scheduledFor.ToUnixTimeMilliseconds()));
        time[^TimeSize..].CopyTo(hash[part..]);
        return Marked(hash.Slice(part, GuidSize), 0x70);
    }

    private static void Hash(Guid jobId, DateTimeOffset scheduledFor, Span<byte> hash)
    {
        Span<byte> source = stackalloc byte[GuidSize + sizeof(long)];
        jobId.TryWriteBytes(source, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(source[GuidSize..], scheduledFor.UtcTicks / TimeSpan.TicksPerMicrosecond);
        SHA256.HashData(source, hash);
    }

    private static Guid Marked(Span<byte> id, byte version)
    {
        id[6] = (byte)((id[6] & 0x0F) | version);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
