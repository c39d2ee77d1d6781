using System.Text.Json.Serialization;

namespace Nanobot.Platform.Rights.Recorded;

/// <summary>A request that was decided, as far as policies go by it. Its members' order and names are part of what is kept: equal ones are one.</summary>
/// <param name="Role">The caller's role.</param>
/// <param name="Resource">What something was done to.</param>
/// <param name="Action">What was done.</param>
/// <param name="UserId">The user that acted, or null.</param>
/// <param name="KeyId">Public id of the key that was used, or null.</param>
/// <param name="Ip">Where it came from, or null where that was not known.</param>
public sealed record RecordedRequest(
    [property: JsonPropertyName("r")] string? Role,
    [property: JsonPropertyName("x")] string Resource,
    [property: JsonPropertyName("a")] string Action,
    [property: JsonPropertyName("u")] string? UserId,
    [property: JsonPropertyName("k")] string? KeyId,
    [property: JsonPropertyName("i")] string? Ip)
{
    /// <summary>The door that it came by, or null where that was not known.</summary>
    [JsonPropertyName("d")]
    public string? Door { get; init; }

    /// <summary>The method of HTTP, or null where there was none.</summary>
    [JsonPropertyName("m")]
    public string? Method { get; init; }

    /// <summary>What had the work done, or null where that was not known.</summary>
    [JsonPropertyName("o")]
    public string? Origin { get; init; }

    /// <summary>Who runs the model, or null where that was not known.</summary>
    [JsonPropertyName("v")]
    public string? Provider { get; init; }

    /// <summary>Where the text may have come from that was read before a tool was called, or null where that was not known.</summary>
    [JsonPropertyName("l")]
    public string? Labels { get; init; }

    /// <summary>What was decided of it; null where an earlier version recorded it.</summary>
    [JsonPropertyName("w")]
    public RecordedDecision? Decision { get; init; }
}

/// <summary>Source-generated JSON of <see cref="RecordedRequest"/>.</summary>
[JsonSerializable(typeof(RecordedRequest))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class RecordedRequestJson : JsonSerializerContext;
