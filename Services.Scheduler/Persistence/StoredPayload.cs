using System.Text.Json;
using System.Text.Json.Serialization;
using Nanobot.Platform.Core.Stored;

namespace Nanobot.Services.Scheduler.Persistence;

/// <summary>The column <c>payload</c> of a job. The names stand in rows: they never change.</summary>
internal sealed record StoredPayload(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("report_type")] string ReportType,
    [property: JsonPropertyName("custom_prompt")] string? CustomPrompt = null,
    [property: JsonPropertyName("focus_areas")] IReadOnlyList<string>? FocusAreas = null)
{
    public static StoredPayload Parse(string json)
    {
        var payload = JsonSerializer.Deserialize(json, StoredJson.Default.StoredPayload) ?? throw new StoredDataException("the payload is null");
        return payload with { FocusAreas = payload.FocusAreas is { } areas ? StoredTexts.Whole(areas) : null };
    }

    public string ToJson() => JsonSerializer.Serialize(this, StoredJson.Default.StoredPayload);
}
