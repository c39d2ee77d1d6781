using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nanobot.Services.Scheduler.Persistence;

/// <summary>The column <c>payload</c> of a job. The names stand in rows: they never change.</summary>
internal sealed record StoredPayload(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("report_type")] string ReportType,
    [property: JsonPropertyName("custom_prompt")] string? CustomPrompt,
    [property: JsonPropertyName("focus_areas")] IReadOnlyList<string>? FocusAreas)
{
    public static StoredPayload Parse(string json) => JsonSerializer.Deserialize(json, StoredJson.Default.StoredPayload)!;

    public string ToJson() => JsonSerializer.Serialize(this, StoredJson.Default.StoredPayload);
}
