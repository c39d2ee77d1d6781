using System.Text.Json;
using System.Text.Json.Serialization;
using Nanobot.Contracts.Schedules;
using Nanobot.Platform.Core.Stored;

namespace Nanobot.Services.Scheduler.Persistence;

/// <summary>The column <c>payload</c> of a job. The names stand in rows: they never change.</summary>
internal sealed record StoredPayload(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("report_type")] string? ReportType = null,
    [property: JsonPropertyName("custom_prompt")] string? CustomPrompt = null,
    [property: JsonPropertyName("focus_areas")] IReadOnlyList<string>? FocusAreas = null,
    [property: JsonPropertyName("message")] string? Message = null,
    [property: JsonPropertyName("session_id")] string? SessionId = null,
    [property: JsonPropertyName("labels")] IReadOnlyList<string>? Labels = null,
    [property: JsonPropertyName("model")] string? Model = null,
    [property: JsonPropertyName("url")] string? Url = null,
    [property: JsonPropertyName("body")] string? Body = null,
    [property: JsonPropertyName("header_names")] IReadOnlyList<string>? HeaderNames = null)
{
    public static StoredPayload Parse(string json)
    {
        var payload = JsonSerializer.Deserialize(json, StoredJson.Default.StoredPayload) ?? throw new StoredDataException("the payload is null");
        return payload.Type == PayloadType.Report && payload.ReportType is null
            ? throw new StoredDataException("the payload asks for a report and names no type of one")
            : payload.Type == PayloadType.Webhook && !Uri.TryCreate(payload.Url, UriKind.Absolute, out _)
            ? throw new StoredDataException("the payload tells an address and names none")
            : payload with { FocusAreas = Whole(payload.FocusAreas), Labels = Whole(payload.Labels), HeaderNames = Whole(payload.HeaderNames) };
    }

    public string ToJson() => JsonSerializer.Serialize(this, StoredJson.Default.StoredPayload);

    private static IReadOnlyList<string>? Whole(IReadOnlyList<string>? texts) => texts is null ? null : StoredTexts.Whole(texts);
}
