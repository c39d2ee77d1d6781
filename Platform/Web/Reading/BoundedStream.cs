namespace Nanobot.Platform.Web.Reading;

/// <summary>A stream that ends after so many octets, and within so long of silence is given up.</summary>
internal sealed class BoundedStream(Stream inner, long most, TimeSpan silence, TimeProvider time) : Stream
{
    private long _left = most;

    /// <summary>Whether it was ended before its end.</summary>
    public bool IsCut { get; private set; }

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
        using var quiet = new CancellationTokenSource(silence, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellationToken);
        // One more than there is room for shows whether there is more.
        var read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left + 1)], linked.Token);
        IsCut |= read > _left;
        read = (int)Math.Min(read, _left);
        _left -= read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
