using System.Text.Encodings.Web;
using System.Text.Json;
using Nanobot.Platform.Core.Stored;

namespace Nanobot.Services.Tenants.Persistence;

/// <summary>The JSON of rows: nothing of it follows the wire's rules. A row that a later version wrote may hold more, never less.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        // Answers add levels of their own to the 64 that they may have.
        MaxDepth = 56,
    };

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);

    /// <exception cref="JsonException">It is none, or lacks something, or is deeper than an answer can give back.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new StoredDataException("a stored document is null");

    /// <summary>An object of which nothing more is known.</summary>
    /// <exception cref="StoredDataException">It is something else.</exception>
    public static JsonElement ReadObject(string json) => Read<JsonElement>(json) is { ValueKind: JsonValueKind.Object } members
        ? members
        : throw new StoredDataException("a stored document is no object");
}
