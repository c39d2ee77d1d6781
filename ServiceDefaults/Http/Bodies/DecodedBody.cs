using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http.Bodies;

/// <summary>A body whose coding is taken off as it is read; octets that are none of that coding are the client's fault, and refused as such.</summary>
internal sealed class DecodedBody(Stream decoded, string coding) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await decoded.ReadAsync(buffer, cancellationToken);
        }
        // The second is how Brotli says it.
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            throw new RefusalException(new Refusal(StatusCodes.Status400BadRequest, "MALFORMED_BODY", $"The body is not whole and valid {coding}, which its Content-Encoding says it is."));
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => decoded.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decoded.Dispose();
        }

        base.Dispose(disposing);
    }
}
