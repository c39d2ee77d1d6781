using System.Text;
using System.Text.Json;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>The JSON texts in one piece of what a server sent: one, a list of them, or several one after the other.</summary>
internal static class Payloads
{
    private static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true, AllowTrailingCommas = true, MaxDepth = 256 };

    /// <summary>Each value, made when it is asked for: what stands before nonsense is read all the same.</summary>
    /// <exception cref="ModelUnavailableException">It is not JSON, or ends within it.</exception>
    public static IEnumerable<JsonElement> Of(ReadOnlyMemory<byte> text)
    {
        for (var rest = Trimmed(text); !rest.IsEmpty; rest = Trimmed(rest))
        {
            if (rest.Span[0] is not ((byte)'{' or (byte)'[' or (byte)'n'))
            {
                throw NoAnswer();
            }

            using (var document = Next(ref rest))
            {
                foreach (var payload in document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray()] : new[] { document.RootElement })
                {
                    if (payload.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
                    {
                        throw NoAnswer();
                    }

                    yield return payload;
                }
            }
        }
    }

    private static JsonDocument Next(ref ReadOnlyMemory<byte> rest)
    {
        try
        {
            return NextOf(ref rest);
        }
        catch (JsonException exception)
        {
            // Numbers that are none, control characters and whatever else models write and servers hand on.
            rest = LooseJson.Strict(Encoding.UTF8.GetString(rest.Span)) is { } strict ? Encoding.UTF8.GetBytes(strict) : throw NoJson(exception);
        }

        try
        {
            return NextOf(ref rest);
        }
        catch (JsonException exception)
        {
            throw NoJson(exception);
        }
    }

    private static JsonDocument NextOf(ref ReadOnlyMemory<byte> rest)
    {
        // Not the final block, so that an end within a value is no error of its syntax.
        var reader = new Utf8JsonReader(rest.Span, isFinalBlock: false, new JsonReaderState(Options));
        if (!JsonDocument.TryParseValue(ref reader, out var document))
        {
            throw new ModelUnavailableException("its answer broke off", isTransient: true);
        }

        rest = rest[(int)reader.BytesConsumed..];
        return document;
    }

    private static ModelUnavailableException NoJson(JsonException exception) => new("what it sent is not JSON", isTransient: false, exception);

    private static ModelUnavailableException NoAnswer() => new("there is no answer in what it sent", isTransient: false);

    private static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> text) => text.TrimStart(" \t\r\n"u8);
}
