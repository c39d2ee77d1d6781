using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard.Grpc;

/// <summary>One gRPC call over an HTTP/2 request: messages in, messages out, and its status at the end.</summary>
internal sealed class GrpcCall
{
    private const string StatusName = "grpc-status";
    private const string MessageName = "grpc-message";

    private readonly HttpContext _context;

    public GrpcCall(HttpContext context, CancellationToken aborted)
    {
        _context = context;
        Aborted = aborted;
        context.Response.ContentType = "application/grpc";
    }

    /// <summary>Cancelled when the caller goes away or the host stops.</summary>
    public CancellationToken Aborted { get; }

    public Task<T> ReadAsync<T>(MessageParser<T> parser) where T : IMessage<T> =>
        GrpcFrame.ReadAsync(_context.Request.BodyReader, parser, Aborted);

    public async Task WriteAsync(IMessage message)
    {
        GrpcFrame.Write(_context.Response.BodyWriter, message);
        await _context.Response.BodyWriter.FlushAsync(Aborted);
    }

    /// <summary>Sends the headers at once, so that the caller of a silent stream knows it was accepted.</summary>
    public async Task AcceptAsync()
    {
        await _context.Response.StartAsync(Aborted);
        await _context.Response.BodyWriter.FlushAsync(Aborted);
    }

    /// <summary>The status is a header as long as nothing was sent ("trailers only"), a trailer afterwards.</summary>
    public async Task CompleteAsync(GrpcStatus status, string? message = null)
    {
        Set(StatusName, ((int)status).ToString(CultureInfo.InvariantCulture));
        if (message is not null)
            Set(MessageName, Uri.EscapeDataString(message));
        await _context.Response.CompleteAsync();
    }

    private void Set(string name, string value)
    {
        if (_context.Response.HasStarted)
            _context.Response.AppendTrailer(name, value);
        else
            _context.Response.Headers[name] = value;
    }
}
