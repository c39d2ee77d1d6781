using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nanobot.Platform.Core.Stored;

namespace Nanobot.Services.Chat.Persistence;

/// <summary>A tool call as it is stored with its message. The names of its members are in the rows of all sessions.</summary>
/// <param name="Id">Id that the model gave it.</param>
/// <param name="Name">Name of the tool.</param>
/// <param name="Arguments">Its arguments, a JSON object.</param>
internal sealed record StoredToolCall(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("arguments")] JsonElement Arguments)
{
    // Not the wire's: what that forbids or renames some day is in the rows all the same.
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        // A history adds levels of its own to the 64 that an answer may have.
        MaxDepth = 58,
    };

    /// <exception cref="JsonException">They lack something, or are deeper than a history can give back.</exception>
    /// <exception cref="StoredDataException">Arguments of one are no object.</exception>
    public static IReadOnlyList<StoredToolCall> Read(string? json)
    {
        var calls = json is null ? [] : JsonSerializer.Deserialize<List<StoredToolCall?>>(json, Options) ?? [];
        return calls.TrueForAll(static call => call is { Arguments.ValueKind: JsonValueKind.Object })
            ? [.. calls.OfType<StoredToolCall>()]
            : throw new StoredDataException("the arguments of a tool call are no object");
    }

    /// <summary>The JSON of <paramref name="calls"/>, or null where there are none.</summary>
    public static string? Write(IReadOnlyList<StoredToolCall> calls) => calls.Count == 0 ? null : JsonSerializer.Serialize(calls, Options);
}
