using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;

namespace Aspire.Hosting.Dashboard.Grpc;

/// <summary>
/// One length-prefixed gRPC message: a flag byte (0: not compressed), four bytes of length, big-endian,
/// then the protobuf bytes (grpc/grpc, doc/PROTOCOL-HTTP2.md).
/// </summary>
internal static class GrpcFrame
{
    public const int HeaderLength = 5;

    // Requests are a name or two; anything larger does not come from a dashboard.
    private const int MaxRequestLength = 64 * 1024;

    public static void Write(IBufferWriter<byte> target, IMessage message)
    {
        var header = target.GetSpan(HeaderLength);
        header[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], message.CalculateSize());
        target.Advance(HeaderLength);
        message.WriteTo(target);
    }

    public static async Task<T> ReadAsync<T>(Stream source, MessageParser<T> parser, CancellationToken ct) where T : IMessage<T>
    {
        try
        {
            var header = new byte[HeaderLength];
            await source.ReadExactlyAsync(header, ct);
            if (header[0] != 0)
                throw new GrpcException(GrpcStatus.Unimplemented, "Compressed messages are not supported.");
            var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
            if (length > MaxRequestLength)
                throw new GrpcException(GrpcStatus.ResourceExhausted, $"A request has at most {MaxRequestLength} bytes.");
            var message = new byte[length];
            await source.ReadExactlyAsync(message, ct);
            return parser.ParseFrom(message);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidProtocolBufferException)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, "The request is not a valid message.");
        }
    }
}
