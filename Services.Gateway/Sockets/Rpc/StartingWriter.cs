using System.IO.Pipelines;

namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>Starts the answer with the first octets that leave.</summary>
internal sealed class StartingWriter(PipeWriter inner, Func<CancellationToken, Task> start) : PipeWriter
{
    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes) => inner.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    // Whoever serves the request says when it is over.
    public override void Complete(Exception? exception = null)
    {
    }

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        await start(cancellationToken);
        return await inner.FlushAsync(cancellationToken);
    }
}
