using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nanobot.Platform.Ai.OpenAi.Reading;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>Writes an answer in the one form that the OpenAI SDK insists on, whole or as the events of a stream.</summary>
internal static class CanonicalAnswer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All of it.</summary>
    public static byte[] Whole(string words, CompleteAnswer answer) =>
        Write(false, json => Members(json, "chat.completion", "message", words, answer)).ToArray();

    /// <summary>The event of some words.</summary>
    public static ReadOnlyMemory<byte> Part(string words) =>
        Write(true, json => Members(json, "chat.completion.chunk", "delta", words, null));

    /// <summary>The last event, with all but the words.</summary>
    public static ReadOnlyMemory<byte> End(CompleteAnswer answer) =>
        Write(true, json => Members(json, "chat.completion.chunk", "delta", null, answer));

    private static ReadOnlyMemory<byte> Write(bool isEvent, Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>();
        bytes.Write(isEvent ? "data: "u8 : []);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        bytes.Write(isEvent ? "\n\n"u8 : []);
        return bytes.WrittenMemory;
    }

    private static void Members(Utf8JsonWriter json, string kind, string said, string? words, CompleteAnswer? answer)
    {
        json.WriteString("id", "answer");
        json.WriteString("object", kind);
        json.WriteNumber("created", 0);
        json.WriteString("model", answer?.Model ?? "");
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject(said);
        json.WriteString("role", "assistant");
        json.WriteString("content", words);
        Calls(json, answer?.Calls ?? []);
        json.WriteEndObject();
        json.WriteString("finish_reason", answer?.Reason);
        json.WriteEndObject();
        json.WriteEndArray();
        if (answer?.Usage is var (prompt, completion))
        {
            json.WriteStartObject("usage");
            json.WriteNumber("prompt_tokens", prompt);
            json.WriteNumber("completion_tokens", completion);
            json.WriteNumber("total_tokens", prompt + completion);
            json.WriteEndObject();
        }
    }

    private static void Calls(Utf8JsonWriter json, IReadOnlyList<ServerCall> calls)
    {
        if (calls.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tool_calls");
        foreach (var (index, call) in calls.Index())
        {
            json.WriteStartObject();
            json.WriteNumber("index", index);
            json.WriteString("id", call.Id);
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteString("name", call.Name);
            json.WriteString("arguments", call.Arguments);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
