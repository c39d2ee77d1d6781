using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Webhooks;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>A payload as requests bring it: the same for a new job and for a change.</summary>
/// <param name="Type">report, agent_turn, heartbeat or webhook.</param>
/// <param name="ReportType">Of a report: daily, weekly, custom, stock, trend or content.</param>
/// <param name="CustomPrompt">Of a report: what a custom one is about; 1 to 2,000 characters.</param>
/// <param name="FocusAreas">Of a report: what to look at in particular; at most 10 of at most 100 characters.</param>
/// <param name="Message">Of an agent_turn: what the assistant is told; 1 to 10,000 characters.</param>
/// <param name="SessionId">Of an agent_turn: the session in which it is answered; absent: one of the job's own.</param>
/// <param name="Labels">Of an agent_turn: where the message may have come from; absent: the user alone.</param>
/// <param name="Model">Of an agent_turn: the model that answers it, one that the user may use at that time; absent: the usual ones.</param>
/// <param name="Url">Of a webhook: the address that is told of each run, https.</param>
/// <param name="Secret">Of a webhook: by which it is signed, whsec_ and 24 to 64 octets in base64; it is never shown again. Absent: the one that the job has, where the address stays the same, else a new one, which the answer shows once.</param>
/// <param name="Body">Of a webhook: a JSON object of at most 8 KiB that goes along.</param>
/// <param name="Headers">Of a webhook: further headers, 10 at most; what they say is never shown again. Absent: those that the job has, where the address stays the same, else none.</param>
internal sealed record JobPayloadRequest(
    [property: Required, AllowedValues(PayloadType.Report, PayloadType.AgentTurn, PayloadType.Heartbeat, PayloadType.Webhook)] string? Type,
    [property: Permitted<ReportType>] string? ReportType = null,
    [property: StringLength(Contracts.Values.CustomPrompt.MaximumLength, MinimumLength = 1)] string? CustomPrompt = null,
    [property: MaxLength(ReportRequestRules.MaximumFocusAreas)] IReadOnlyList<string>? FocusAreas = null,
    [property: StringLength(ScheduledMessage.MaximumLength, MinimumLength = 1)] string? Message = null,
    string? SessionId = null,
    [property: Permitted<TextOrigin>] IReadOnlyList<string>? Labels = null,
    [property: StringLength(ModelName.MaximumLength, MinimumLength = 1)] string? Model = null,
    [property: StringLength(WebhookAddress.Longest, MinimumLength = 1)] string? Url = null,
    [property: RegularExpression(WebhookKey.Pattern)] string? Secret = null,
    IReadOnlyDictionary<string, JsonElement>? Body = null,
    IReadOnlyDictionary<string, string?>? Headers = null)
{
    /// <param name="known">What the job does that is to be changed; null for a new one.</param>
    public JobPayload ToPayload(JobPayload? known = null) => new(Type, ReportType, CustomPrompt, FocusAreas, Message, SessionId, Labels, Model, Url, WebhookBody.Write(Body),
        Headers is null ? Kept(known) : [.. Headers.Keys.Order(StringComparer.Ordinal)], Type == PayloadType.Webhook || Secret is not null || Headers is not null ? new WebhookWish(Secret, Headers) : null);

    /// <summary>Nothing of it: it has the secret.</summary>
    public override string ToString() => nameof(JobPayloadRequest);

    // What is told one address is not told another.
    private IReadOnlyList<string>? Kept(JobPayload? known) => Type == PayloadType.Webhook && known is { IsWebhook: true } && known.Url == Url ? known.HeaderNames : null;
}
