using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nanobot.Services.Tenants.Persistence;

/// <summary>The JSON of rows: nothing of it follows the wire's rules. A row that a later version wrote may hold more.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidOperationException("A stored document is null.");
}
