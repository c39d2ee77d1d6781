using System.Text.Json;
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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Model,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Body,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? HeaderNames,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret)
{
    /// <param name="payload">The payload.</param>
    /// <param name="secret">The secret that was made just now; nothing else is ever shown of one.</param>
    public static JobPayloadResource Of(JobPayload payload, string? secret = null) => new(
        payload.Type!, payload.ReportType, payload.CustomPrompt, payload.FocusAreas, payload.Message, payload.SessionId, payload.Labels, payload.Model, payload.Url,
        WebhookBody.Read(payload.Body), payload.IsWebhook ? payload.HeaderNames ?? [] : null, secret);

    /// <summary>Nothing of it: it may have a secret.</summary>
    public override string ToString() => nameof(JobPayloadResource);
}
