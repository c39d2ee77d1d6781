using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard.Grpc;

/// <summary>The gRPC status codes this host answers with (grpc/grpc, doc/statuscodes.md).</summary>
internal enum GrpcStatus
{
    Ok = 0,
    InvalidArgument = 3,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    Unauthenticated = 16,
}

/// <summary>A refusal that the caller is told about: its status and its text go out as they are.</summary>
internal sealed class GrpcException(GrpcStatus status, string message) : Exception(message)
{
    public GrpcStatus Status { get; } = status;
}

/// <summary>One gRPC call over an HTTP/2 request: messages in, messages out, and its status at the end.</summary>
/// <param name="aborted">Cancelled when the caller goes away or the host stops.</param>
internal sealed class GrpcCall(HttpContext context, CancellationToken aborted)
{
    public CancellationToken Aborted => aborted;

    public Task<T> ReadAsync<T>(MessageParser<T> parser) where T : IMessage<T> => GrpcFrame.ReadAsync(context.Request.Body, parser, aborted);

    public async Task WriteAsync(IMessage message)
    {
        GrpcFrame.Write(context.Response.BodyWriter, message);
        await context.Response.BodyWriter.FlushAsync(aborted);
    }

    /// <summary>Sends the headers at once, so that the caller of a silent stream knows it was accepted.</summary>
    public Task AcceptAsync() => context.Response.Body.FlushAsync(aborted);

    /// <summary>The status is a header as long as nothing was sent ("trailers only"), a trailer afterwards.</summary>
    public async Task CompleteAsync(GrpcStatus status, string message = "")
    {
        void Set(string name, string value)
        {
            if (context.Response.HasStarted)
                context.Response.AppendTrailer(name, value);
            else
                context.Response.Headers[name] = value;
        }

        Set("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        if (message.Length > 0)
            Set("grpc-message", Uri.EscapeDataString(message));
        await context.Response.CompleteAsync();
    }
}
