using System.IO.Pipelines;

namespace Nanobot.Services.Chat.Streaming;

/// <summary>
/// What is written goes to <paramref name="writer"/> at once and waits there until that is flushed: for libraries that write while they are disposed of,
/// where nothing can be waited for.
/// </summary>
internal sealed class HeldStream(PipeWriter writer) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            // Asked for nothing in particular, a server's writer may give nothing where what it has at hand is just full; what writes whole spans takes that for a fault.
            var room = writer.GetSpan(sizeHint: 1);
            var count = Math.Min(room.Length, buffer.Length);
            buffer[..count].CopyTo(room);
            writer.Advance(count);
            buffer = buffer[count..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
        // Whoever holds the writer does.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
