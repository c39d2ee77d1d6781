using System.Buffers;
using System.Text.Json;

namespace Nanobot.Services.Gateway.Sockets.Frames;

/// <summary>Writes the frames of the server.</summary>
internal static class ServerFrame
{
    /// <summary>A request was answered.</summary>
    public static byte[] Answer(string id, byte[] result) => Write(writer =>
    {
        Head(writer, "response", id);
        writer.WritePropertyName("result");
        writer.WriteRawValue(result);
    });

    /// <summary>A request was refused, or a frame could not be understood; then <paramref name="id"/> may be null.</summary>
    public static byte[] Error(string? id, string code, string message, byte[]? details = null) => Write(writer =>
    {
        Head(writer, "response", id);
        WriteError(writer, code, message, details);
    });

    /// <summary>The hello was refused.</summary>
    public static byte[] HelloError(string code, string message, byte[]? details = null) => Write(writer =>
    {
        writer.WriteString("type", "hello-error");
        WriteError(writer, code, message, details);
    });

    /// <summary>Something happened.</summary>
    /// <param name="id">The request that it belongs to, or an id of its own.</param>
    /// <param name="name">Its name.</param>
    /// <param name="at">When.</param>
    /// <param name="payload">What, JSON.</param>
    /// <param name="sessionKey">The session that it belongs to; null for none.</param>
    /// <param name="cursor">Where it stands among the events of its receiver; null where it cannot be sent again.</param>
    public static byte[] Event(string id, string name, DateTimeOffset at, ReadOnlySpan<byte> payload, string? sessionKey = null, string? cursor = null)
    {
        var raw = payload.ToArray();
        return Write(writer =>
        {
            Head(writer, "event", id);
            writer.WriteNumber("at", at.ToUnixTimeMilliseconds());
            writer.WriteString("event", name);
            writer.WritePropertyName("payload");
            writer.WriteRawValue(raw);
            if (sessionKey is not null)
            {
                writer.WriteString("sessionKey", sessionKey);
            }

            if (cursor is not null)
            {
                writer.WriteString("cursor", cursor);
            }
        });
    }

    private static void Head(Utf8JsonWriter writer, string type, string? id)
    {
        writer.WriteString("id", id);
        writer.WriteString("type", type);
    }

    private static void WriteError(Utf8JsonWriter writer, string code, string message, byte[]? details)
    {
        writer.WriteStartObject("error");
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        writer.WritePropertyName("details");
        writer.WriteRawValue(details ?? "{}"u8);
        writer.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
