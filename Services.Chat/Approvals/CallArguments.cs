using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nanobot.Services.Chat.Approvals;

/// <summary>
/// A call's arguments in one form of JSON: members in the order of their names, no blanks, values as they were given. Of equal calls, and of no others, the
/// forms are equal, and so are their hashes.
/// </summary>
/// <param name="Json">The form.</param>
/// <param name="Hash">SHA-256 of the tool's name, a line end and the form, in lower-case hexadecimal digits.</param>
internal sealed record CallArguments(string Json, string Hash)
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Of a call that a model makes.</summary>
    public static CallArguments Of(string tool, IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Form))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in arguments.OrderBy(static argument => argument.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(name);
                Write(writer, value is JsonElement json ? json : JsonSerializer.SerializeToElement(value));
            }

            writer.WriteEndObject();
        }

        var text = Encoding.UTF8.GetString(buffer.ToArray());
        return new CallArguments(text, HashOf(tool, text));
    }

    /// <summary>The hash of a form that was stored.</summary>
    public static string HashOf(string tool, string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tool}\n{json}")));

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var entry in value.EnumerateArray())
                {
                    Write(writer, entry);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Undefined:
                writer.WriteNullValue();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
