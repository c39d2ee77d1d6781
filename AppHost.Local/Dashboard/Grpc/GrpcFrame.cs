using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;

namespace Aspire.Hosting.Dashboard.Grpc;

/// <summary>
/// One length-prefixed gRPC message: a flag byte (0: not compressed), four bytes of length, big-endian,
/// then the protobuf bytes (grpc/grpc, doc/PROTOCOL-HTTP2.md).
/// </summary>
internal static class GrpcFrame
{
    public const int HeaderLength = 5;

    /// <summary>Requests are a name or two; anything larger does not come from a dashboard.</summary>
    public const int MaxRequestLength = 64 * 1024;

    public static void Write(IBufferWriter<byte> target, IMessage message)
    {
        var length = message.CalculateSize();
        var header = target.GetSpan(HeaderLength);
        header[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], length);
        target.Advance(HeaderLength);
        message.WriteTo(target);
    }

    public static async Task<T> ReadAsync<T>(PipeReader source, MessageParser<T> parser, CancellationToken ct)
        where T : IMessage<T>
    {
        while (true)
        {
            var read = await source.ReadAsync(ct);
            if (TryParse(read.Buffer, out var payload))
            {
                var message = Parse(parser, payload);
                source.AdvanceTo(payload.End);
                return message;
            }

            source.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                throw new GrpcException(GrpcStatus.InvalidArgument, "The request ended inside a message.");
        }
    }

    private static bool TryParse(ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        if (buffer.Length < HeaderLength)
            return false;

        Span<byte> header = stackalloc byte[HeaderLength];
        buffer.Slice(0, HeaderLength).CopyTo(header);
        if (header[0] != 0)
            throw new GrpcException(GrpcStatus.Unimplemented, "Compressed messages are not supported.");

        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > MaxRequestLength)
            throw new GrpcException(GrpcStatus.ResourceExhausted, $"A request has at most {MaxRequestLength} bytes.");

        if (buffer.Length < HeaderLength + length)
            return false;

        payload = buffer.Slice(HeaderLength, length);
        return true;
    }

    private static T Parse<T>(MessageParser<T> parser, ReadOnlySequence<byte> payload)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(payload);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, "The request is not a valid message.");
        }
    }
}
