using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nanobot.Platform.Core.Wire;

/// <summary>The JSON of the public wire: snake_case, nothing unknown accepted, no duplicates.</summary>
public static class Json
{
    /// <summary>Shared, read-only options.</summary>
    public static JsonSerializerOptions Wire { get; } = Create();

    /// <summary>Applies the wire's rules to <paramref name="options"/>.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        // Answers of other modules may gain members; only requests refuse what they do not know.
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
