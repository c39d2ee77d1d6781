using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nanobot.Platform.Bus.Events;

/// <summary>
/// A CloudEvents 1.0 event in the JSON members that Dapr's pub/sub writes, so that a sidecar and the suite's own
/// transport read each other's entries, and the extension attributes that carry the tenant.
/// </summary>
internal sealed record CloudEventEnvelope
{
    public static JsonSerializerOptions Options { get; } = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [JsonPropertyName("specversion")]
    public string SpecVersion { get; init; } = "1.0";

    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("source")]
    public required string Source { get; init; }

    [JsonPropertyName("type")]
    public required string Type { get; init; }

    [JsonPropertyName("datacontenttype")]
    public string DataContentType { get; init; } = "application/json";

    [JsonPropertyName("pubsubname")]
    public string PubSubName { get; init; } = "pubsub";

    [JsonPropertyName("topic")]
    public required string Topic { get; init; }

    [JsonPropertyName("time")]
    public required DateTimeOffset Time { get; init; }

    [JsonPropertyName("traceid")]
    public string? TraceId { get; init; }

    [JsonPropertyName("traceparent")]
    public string? TraceParent { get; init; }

    [JsonPropertyName("tracestate")]
    public string? TraceState { get; init; }

    [JsonPropertyName("tenantid")]
    public string? TenantId { get; init; }

    [JsonPropertyName("userid")]
    public string? UserId { get; init; }

    [JsonPropertyName("tenantcontext")]
    public string? TenantContext { get; init; }

    [JsonPropertyName("data")]
    public JsonElement Data { get; init; }

    /// <summary>The envelope that a stored text is; null where it is none, or one without data, which could not be written again.</summary>
    public static CloudEventEnvelope? Find(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<CloudEventEnvelope>(text, Options) is { Data.ValueKind: not JsonValueKind.Undefined } envelope ? envelope : null;
        }
        catch (JsonException)
        {
            // As where it is the JSON null; the caller says so.
            return null;
        }
    }
}
