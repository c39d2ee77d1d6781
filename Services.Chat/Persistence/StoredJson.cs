using System.Text.Encodings.Web;
using System.Text.Json;
using Nanobot.Platform.Core.Stored;

namespace Nanobot.Services.Chat.Persistence;

/// <summary>JSON in the rows of runs: not the wire's, since what that forbids or renames some day is in the rows all the same.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">It is not of this form.</exception>
    /// <exception cref="StoredDataException">It is null.</exception>
    public static T Read<T>(string json)
        where T : class => JsonSerializer.Deserialize<T>(json, Options) ?? throw new StoredDataException("a part of a run is null");
}
