using System.Buffers;
using System.Text.Json;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Services.Chat.Sessions.Exporting;

/// <summary>An export in the members that reading a session has.</summary>
internal sealed class JsonExport(IBufferWriter<byte> output) : IExportFormat, IDisposable
{
    private readonly Utf8JsonWriter _writer = new(output, new JsonWriterOptions { Encoder = Json.Wire.Encoder });

    public void Begin(SessionSummary session)
    {
        _writer.WriteStartObject();
        _writer.WriteString("session_id", session.SessionId);
        _writer.WriteString("title", session.Title);
        _writer.WriteNumber("turns", session.Turns);
        _writer.WriteString("created_at", session.CreatedAt);
        _writer.WriteString("updated_at", session.UpdatedAt);
        _writer.WriteStartArray("messages");
        _writer.Flush();
    }

    public void Message(HistoryMessage message)
    {
        JsonSerializer.Serialize(_writer, message, Json.Wire);
        _writer.Flush();
    }

    public void Unreadable(string number)
    {
        _writer.WriteStartObject();
        _writer.WritePropertyName("number");
        _writer.WriteRawValue(number);
        _writer.WriteBoolean("unreadable", true);
        _writer.WriteEndObject();
        _writer.Flush();
    }

    public void End()
    {
        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.Flush();
    }

    public void Dispose() => _writer.Dispose();
}
