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
internal sealed class GrpcCall
{
    private readonly HttpContext _context;

    public GrpcCall(HttpContext context, CancellationToken aborted)
    {
        _context = context;
        Aborted = aborted;
        context.Response.ContentType = "application/grpc";
    }

    /// <summary>Cancelled when the caller goes away or the host stops.</summary>
    public CancellationToken Aborted { get; }

    public Task<T> ReadAsync<T>(MessageParser<T> parser) where T : IMessage<T> => GrpcFrame.ReadAsync(_context.Request.Body, parser, Aborted);

    public async Task WriteAsync(IMessage message)
    {
        GrpcFrame.Write(_context.Response.BodyWriter, message);
        await _context.Response.BodyWriter.FlushAsync(Aborted);
    }

    /// <summary>Sends the headers at once, so that the caller of a silent stream knows it was accepted.</summary>
    public Task AcceptAsync() => _context.Response.Body.FlushAsync(Aborted);

    /// <summary>The status is a header as long as nothing was sent ("trailers only"), a trailer afterwards.</summary>
    public async Task CompleteAsync(GrpcStatus status, string message = "")
    {
        void Set(string name, string value)
        {
            if (_context.Response.HasStarted)
                _context.Response.AppendTrailer(name, value);
            else
                _context.Response.Headers[name] = value;
        }

        Set("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        if (message.Length > 0)
            Set("grpc-message", Uri.EscapeDataString(message));
        await _context.Response.CompleteAsync();
    }
}
