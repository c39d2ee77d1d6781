using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>
/// What a server sends, event by event, whatever it calls it: server-sent events as HTML's standard has them, and beside them
/// JSON on lines of its own and a response that is one JSON text. The library's parser knows no bound, and passes over the last event
/// of a response without an empty line at its end and over errors that proxies write without <c>data:</c>.
/// </summary>
internal sealed class EventReader(Stream body)
{
    private readonly ByteReader _bytes = new(body);
    private readonly ArrayBufferWriter<byte> _line = new(), _data = new();
    private bool _begun, _bare;
    private string? _type;

    /// <summary>The next event that has data, or null at the end.</summary>
    public async ValueTask<ServerEvent?> NextAsync(CancellationToken cancellationToken)
    {
        _data.ResetWrittenCount();
        if (!_begun)
        {
            _begun = true;
            switch (await _bytes.PeekAsync(cancellationToken))
            {
                case (byte)'{' or (byte)'[':
                    await _bytes.AllAsync(_data, cancellationToken);
                    return new ServerEvent(null, Utf8Text(), IsBody: true, IsCutOff: false);
                case (byte)'<':
                    throw new ModelUnavailableException("it answered with a web page", isTransient: false);
            }
        }

        while (await _bytes.LineAsync(_line, cancellationToken) is { } isEnded)
        {
            if (Read(_line.WrittenSpan))
            {
                return Event(cutOff: false);
            }

            if (!isEnded && _data.WrittenCount > 0)
            {
                var isWhole = IsWhole(_data.WrittenSpan) || ServerEvent.IsDone(_data.WrittenSpan)
                    || (LooseJson.Strict(Encoding.UTF8.GetString(_data.WrittenSpan)) is { } strict && IsWhole(Encoding.UTF8.GetBytes(strict)));
                return Event(cutOff: !isWhole);
            }
        }

        return _data.WrittenCount > 0 ? Event(cutOff: false) : null;
    }

    /// <summary>Reads a line; whether the event is complete with it.</summary>
    private bool Read(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            _type = _data.WrittenCount > 0 ? _type : null;
            return _data.WrittenCount > 0;
        }

        line = line.TrimStart(" \t\uFEFF"u8);
        if (Field(line, "event"u8, out var type))
        {
            _type = Encoding.UTF8.GetString(type);
            return false;
        }

        var isData = Field(line, "data"u8, out var data);
        while (Field(data, "data"u8, out var inner))
        {
            // What stands between has written the field once more; JSON begins otherwise.
            data = inner;
        }

        if (!isData)
        {
            // A comment, or a field that says nothing here, or JSON.
            _bare |= line is [(byte)'{' or (byte)'[', ..];
            data = _bare ? line : [];
        }

        return !data.IsEmpty && Append(data);
    }

    /// <summary>Adds a line of data. Some servers put no empty line after an event: with JSON that is whole it is complete.</summary>
    private bool Append(ReadOnlySpan<byte> data)
    {
        if (_data.WrittenCount > 0)
        {
            ByteReader.Add(_data, "\n"u8);
            ByteReader.Add(_data, data);
            return false;
        }

        ByteReader.Add(_data, data);
        return data is [(byte)'{', .., (byte)'}'] && IsWhole(data);
    }

    private ServerEvent Event(bool cutOff)
    {
        var found = new ServerEvent(_type, Utf8Text(), IsBody: false, cutOff);
        (_type, _bare) = (null, false);
        return found;
    }

    private ReadOnlyMemory<byte> Utf8Text() => Utf8.IsValid(_data.WrittenSpan)
        ? _data.WrittenMemory
        : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_data.WrittenSpan));

    private static bool Field(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var rest = line.StartsWith(name) ? line[name.Length..] : default;
        value = rest is [(byte)':', ..] ? rest[1..].TrimStart((byte)' ') : [];
        return rest is [(byte)':', ..];
    }

    private static bool IsWhole(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
            return reader.Read() && reader.TrySkip() && reader.BytesConsumed == json.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
