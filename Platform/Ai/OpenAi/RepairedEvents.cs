using System.Text;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>Server-sent events, line by line as they come, the data of each repaired.</summary>
internal sealed class RepairedEvents(Stream events) : Stream
{
    private const string Data = "data:";
    private readonly StreamReader _lines = new(events, Encoding.UTF8);
    private readonly AnswerRepair _repair = new(streamed: true);
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
            if (await _lines.ReadLineAsync(cancellationToken) is not { } line)
            {
                return 0;
            }

            _ready = Encoding.UTF8.GetBytes(Repair(line) + "\n");
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

    private string Repair(string line) => line.StartsWith(Data, StringComparison.Ordinal)
        ? $"{Data} {_repair.Apply(line[Data.Length..].TrimStart(' '))}"
        : line;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lines.Dispose();
        }

        base.Dispose(disposing);
    }
}
