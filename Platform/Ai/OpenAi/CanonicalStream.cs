using Nanobot.Platform.Ai.OpenAi.Reading;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>A server's answer as a stream of events in their canonical form, each as soon as it can be.</summary>
internal sealed class CanonicalStream(Stream body, AnswerReader reader, CallAtHand atHand) : Stream
{
    private readonly CancellationTokenSource _ended = new();
    private IAsyncEnumerator<ReadOnlyMemory<byte>>? _events;
    private ReadOnlyMemory<byte> _ready;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ready.IsEmpty)
        {
            _events ??= EventsAsync().GetAsyncEnumerator(_ended.Token);
            await using var registration = cancellationToken.UnsafeRegister(static ended => ((CancellationTokenSource)ended!).Cancel(), _ended);
            if (!await _events.MoveNextAsync())
            {
                return 0;
            }

            _ready = _events.Current;
        }

        var count = Math.Min(buffer.Length, _ready.Length);
        _ready[..count].CopyTo(buffer);
        _ready = _ready[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            _ended.Dispose();
        }

        base.Dispose(disposing);
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> EventsAsync()
    {
        await foreach (var words in reader.WordsAsync(_ended.Token))
        {
            yield return CanonicalAnswer.Part(words);
        }

        var answer = reader.End();
        atHand.Thought = answer.Thought;
        yield return CanonicalAnswer.End(answer);
        yield return "data: [DONE]\n\n"u8.ToArray();
    }
}
