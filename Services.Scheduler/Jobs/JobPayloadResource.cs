using System.Text.Json.Serialization;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>A payload as the API shows it; what it does not have is left out.</summary>
internal sealed record JobPayloadResource(
    string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReportType,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CustomPrompt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? FocusAreas,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SessionId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Labels,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Model)
{
    public static JobPayloadResource Of(JobPayload payload) =>
        new(payload.Type!, payload.ReportType, payload.CustomPrompt, payload.FocusAreas, payload.Message, payload.SessionId, payload.Labels, payload.Model);
}
