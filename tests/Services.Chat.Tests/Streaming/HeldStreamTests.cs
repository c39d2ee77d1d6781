using System.IO.Pipelines;
using Nanobot.Services.Chat.Streaming;

namespace Nanobot.Services.Chat.Tests.Streaming;

public sealed class HeldStreamTests
{
    [Fact]
    public void A_writer_that_has_no_room_at_hand_is_asked_for_some()
    {
        var writer = new FullWriter(room: 7);
        using var stream = new HeldStream(writer);

        stream.Write("more than there is room for at once"u8);

        Assert.Equal("more than there is room for at once"u8.ToArray(), writer.Written);
    }

    /// <summary>As the server's own: what is at hand may be full, and whoever asks for nothing in particular is given nothing then.</summary>
    private sealed class FullWriter(int room) : PipeWriter
    {
        private byte[] _segment = [];
        private int _used;

        public List<byte> Written { get; } = [];

        public override Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (_segment.Length - _used < sizeHint)
            {
                (_segment, _used) = (new byte[Math.Max(room, sizeHint)], 0);
            }

            return _segment.AsMemory(_used);
        }

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            Written.AddRange(_segment.AsSpan(_used, bytes));
            _used += bytes;
        }

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(default(FlushResult));
    }
}
