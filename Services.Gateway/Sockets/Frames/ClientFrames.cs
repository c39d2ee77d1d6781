namespace Nanobot.Services.Gateway.Sockets.Frames;

/// <summary>
/// What a client sends, on its way to whoever reads it as frames. The reader breaks a connection off at what it does not take, so that nobody learns why; here
/// it is seen before: in its place comes a close frame, behind which the connection can be closed with a code. Texts are passed on as octets, which whoever
/// has a whole message looks at.
/// </summary>
/// <param name="transport">The connection.</param>
internal sealed class ClientFrames(Stream transport) : PassedStream(transport)
{
    // Without a code, masked with zeros.
    private static readonly byte[] Farewell = [0x80 | FrameHead.Close, 0x80, 0, 0, 0, 0];

    private static readonly SocketEnd None = new(CloseCode.NoFrame, "PROTOCOL_ERROR");
    private static readonly SocketEnd NoText = new(CloseCode.Unsupported, "TEXT_ONLY");
    private static readonly SocketEnd NoUtf8 = new(CloseCode.Invalid, "INVALID_TEXT");

    private readonly byte[] _held = new byte[4 * 1024];
    private int _start;
    private int _end;
    private ulong _passing;
    private bool _isWithin;
    private bool _isOver;

    /// <summary>Why what the client sent is no frame to take; null while there is nothing wrong.</summary>
    public SocketEnd? Fault { get; private set; }

    /// <summary>Reads what has been looked at, and not beyond the frame that it belongs to.</summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_passing == 0)
        {
            if (_isOver || (!TryBegin() && !await FillAsync(cancellationToken)))
            {
                return 0;
            }
        }

        var wanted = buffer[..(int)Math.Min(_passing, (ulong)buffer.Length)];
        var read = wanted.Length;
        if (_start == _end)
        {
            read = await base.ReadAsync(wanted, cancellationToken);
        }
        else
        {
            read = Math.Min(read, _end - _start);
            _held.AsMemory(_start, read).CopyTo(wanted);
            _start += read;
        }

        _passing -= (ulong)read;
        return read;
    }

    /// <summary>Reads to the end of what a client goes on sending: what nobody reads makes its system throw the farewell away.</summary>
    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        while (await base.ReadAsync(_held, cancellationToken) > 0)
        {
            // It is nobody's.
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _held.AsSpan(_start.._end).CopyTo(_held);
        (_start, _end) = (0, _end - _start);
        var read = await base.ReadAsync(_held.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    // False where more of the next frame has to come first.
    private bool TryBegin()
    {
        var octets = _held.AsSpan(_start.._end);
        if (FrameHead.Read(octets) is not { } head)
        {
            return false;
        }

        var fault = !head.MayCome(_isWithin) ? None : head.Opcode == FrameHead.Binary ? NoText : null;
        if (fault is null && head.Opcode == FrameHead.Close)
        {
            if (octets.Length < head.Length + (int)head.Payload)
            {
                return false;
            }

            (fault, _isOver) = (FaultOf(octets.Slice(head.Length, (int)head.Payload), octets.Slice(head.Length - FrameHead.Mask, FrameHead.Mask)), true);
        }

        if (fault is not null)
        {
            (Fault, _isOver) = (fault, true);
            Farewell.CopyTo(_held.AsSpan());
            (_start, _end, _passing) = (0, Farewell.Length, (ulong)Farewell.Length);
            return true;
        }

        if (head.Opcode == FrameHead.Text)
        {
            octets[0] ^= FrameHead.Text ^ FrameHead.Binary;
        }

        _isWithin = head.IsControl ? _isWithin : !head.IsFinal;
        _passing = (ulong)head.Length + head.Payload;
        return true;
    }

    private static SocketEnd? FaultOf(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> mask)
    {
        Span<byte> plain = stackalloc byte[payload.Length];
        for (var index = 0; index < payload.Length; index++)
        {
            plain[index] = (byte)(payload[index] ^ mask[index % FrameHead.Mask]);
        }

        return !CloseCode.IsOfClient(plain) ? None : plain.Length > 2 && !System.Text.Unicode.Utf8.IsValid(plain[2..]) ? NoUtf8 : null;
    }
}
