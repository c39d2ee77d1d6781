using System.Buffers;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>The bytes of a response, by lines that end in any of the three ways, or all of them; never more than a bound at once.</summary>
internal sealed class ByteReader(Stream body)
{
    /// <summary>Most bytes of one line, one event or one body.</summary>
    public const int Most = 8 * 1024 * 1024;

    private const byte Feed = (byte)'\n', Return = (byte)'\r';
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _next, _end;
    private bool _afterReturn;

    /// <summary>The first byte that is neither blank nor of a byte order mark, and stays to be read; null at the end.</summary>
    public async ValueTask<byte?> PeekAsync(CancellationToken cancellationToken)
    {
        while (await FillAsync(cancellationToken))
        {
            if (_buffer[_next] is not ((byte)' ' or (byte)'\t' or Feed or Return or 0xEF or 0xBB or 0xBF) and var first)
            {
                return first;
            }

            _next++;
        }

        return null;
    }

    /// <summary>Puts the next line into <paramref name="line"/>; returns whether it has an end, or null where there is none.</summary>
    public async ValueTask<bool?> LineAsync(ArrayBufferWriter<byte> line, CancellationToken cancellationToken)
    {
        line.ResetWrittenCount();
        while (await FillAsync(cancellationToken))
        {
            if (_afterReturn)
            {
                // Both characters are one end, even where the second comes later.
                _afterReturn = false;
                if (_buffer[_next] == Feed)
                {
                    _next++;
                    continue;
                }
            }

            var rest = _buffer.AsSpan(_next.._end);
            var length = rest.IndexOfAny(Feed, Return);
            Add(line, rest[..(length < 0 ? rest.Length : length)]);
            if (length >= 0)
            {
                _afterReturn = rest[length] == Return;
                _next += length + 1;
                return true;
            }

            _next = _end;
        }

        return line.WrittenCount > 0 ? false : null;
    }

    /// <summary>Puts all that is left into <paramref name="all"/>.</summary>
    public async ValueTask AllAsync(ArrayBufferWriter<byte> all, CancellationToken cancellationToken)
    {
        while (await FillAsync(cancellationToken))
        {
            Add(all, _buffer.AsSpan(_next.._end));
            _next = _end;
        }
    }

    /// <summary>Adds to what is kept, within the bound.</summary>
    public static void Add(ArrayBufferWriter<byte> kept, ReadOnlySpan<byte> bytes)
    {
        if (kept.WrittenCount + bytes.Length > Most)
        {
            throw new ModelUnavailableException($"it sent more than {Most / 1024 / 1024} MiB in one piece", isTransient: false);
        }

        kept.Write(bytes);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_next == _end)
        {
            (_next, _end) = (0, await body.ReadAsync(_buffer, cancellationToken));
        }

        return _next < _end;
    }
}
