using System.Buffers.Binary;

namespace Nanobot.Services.Gateway.Sockets.Frames;

/// <summary>The head of a frame (RFC 6455, 5.2).</summary>
/// <param name="Length">How many octets it has itself.</param>
/// <param name="Opcode">What kind of frame it is.</param>
/// <param name="IsFinal">Whether its message ends with it.</param>
/// <param name="IsReserved">Whether a bit is set that only an extension gives a meaning.</param>
/// <param name="IsMasked">Whether its payload is masked; the last four octets of the head are the mask then.</param>
/// <param name="Payload">How many octets of payload follow.</param>
internal readonly record struct FrameHead(int Length, byte Opcode, bool IsFinal, bool IsReserved, bool IsMasked, ulong Payload)
{
    public const byte Continuation = 0;
    public const byte Text = 1;
    public const byte Binary = 2;
    public const byte Close = 8;
    public const byte Pong = 10;

    /// <summary>Octets of a mask.</summary>
    public const int Mask = 4;

    /// <summary>The most that a control frame may carry.</summary>
    public const int LargestControl = 125;

    private const ulong Largest = long.MaxValue;

    /// <summary>Whether it is about the connection, and not part of a message.</summary>
    public bool IsControl => Opcode >= Close;

    /// <summary>Reads it; null where octets of it are still to come.</summary>
    public static FrameHead? Read(ReadOnlySpan<byte> octets)
    {
        if (octets.Length < 2)
        {
            return null;
        }

        var (isMasked, length) = ((octets[1] & 0x80) != 0, octets[1] & 0x7F);
        var extended = length switch { 126 => sizeof(ushort), 127 => sizeof(ulong), _ => 0 };
        var head = 2 + extended + (isMasked ? Mask : 0);
        if (octets.Length < head)
        {
            return null;
        }

        var payload = extended switch
        {
            sizeof(ushort) => BinaryPrimitives.ReadUInt16BigEndian(octets[2..]),
            sizeof(ulong) => BinaryPrimitives.ReadUInt64BigEndian(octets[2..]),
            _ => (ulong)length,
        };
        return new(head, (byte)(octets[0] & 0x0F), (octets[0] & 0x80) != 0, (octets[0] & 0x70) != 0, isMasked, payload);
    }

    /// <summary>Whether a client may send it, within a message that has begun or not.</summary>
    public bool MayCome(bool isWithin) => !IsReserved && IsMasked && Payload <= Largest && Opcode switch
    {
        Continuation => isWithin,
        Text or Binary => !isWithin,
        >= Close and <= Pong => IsFinal && Payload <= LargestControl,
        _ => false,
    };
}
