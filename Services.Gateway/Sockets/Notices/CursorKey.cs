using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Nanobot.Services.Gateway.Sockets.Notices;

/// <summary>
/// Makes and reads cursors: a number and a code over it, the receivers and their ring (HMAC-SHA-256, 128 bits), by a key that only this process has. What another
/// process, another ring or anybody else made is no cursor.
/// </summary>
internal sealed class CursorKey
{
    private const int CodeLength = 16;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The cursor of a number.</summary>
    public string Write(Receivers receivers, Guid ring, long sequence)
    {
        Span<byte> cursor = stackalloc byte[sizeof(long) + CodeLength];
        BinaryPrimitives.WriteInt64BigEndian(cursor, sequence);
        Sign(receivers, ring, sequence).AsSpan(0, CodeLength).CopyTo(cursor[sizeof(long)..]);
        return Base64Url.EncodeToString(cursor);
    }

    /// <summary>The number of a cursor; null where it is none of these receivers and this ring.</summary>
    public long? Read(Receivers receivers, Guid ring, string cursor)
    {
        Span<byte> octets = stackalloc byte[sizeof(long) + CodeLength];
        if (!Base64Url.IsValid(cursor, out var length) || length != octets.Length || !Base64Url.TryDecodeFromChars(cursor, octets, out _))
        {
            return null;
        }

        var sequence = BinaryPrimitives.ReadInt64BigEndian(octets);
        return CryptographicOperations.FixedTimeEquals(octets[sizeof(long)..], Sign(receivers, ring, sequence).AsSpan(0, CodeLength)) ? sequence : null;
    }

    private byte[] Sign(Receivers receivers, Guid ring, long sequence) =>
        // No id holds a space.
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{receivers.TenantId} {receivers.UserId} {ring:N} {sequence:x}"));
}
