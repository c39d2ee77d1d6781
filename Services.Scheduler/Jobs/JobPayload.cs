using Nanobot.Contracts.Schedules;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What each occurrence of a job does.</summary>
/// <param name="Type">One of <see cref="PayloadType"/>.</param>
/// <param name="ReportType">Of a report: daily, weekly, custom, stock, trend or content.</param>
/// <param name="CustomPrompt">Of a report: what a custom one is about; 1 to 2,000 characters.</param>
/// <param name="FocusAreas">Of a report: what to look at in particular; at most 10 of at most 100 characters.</param>
/// <param name="Message">Of an agent_turn: what the assistant is told; 1 to 10,000 characters.</param>
/// <param name="SessionId">Of an agent_turn: the session in which it is answered, or null for one of the job's own.</param>
/// <param name="Labels">Of an agent_turn: where the message may have come from, or null for the user alone.</param>
/// <param name="Model">Of an agent_turn: the model that answers it, or null for the usual ones; 1 to 300 characters.</param>
/// <param name="Url">Of a webhook: the address that is told.</param>
/// <param name="Body">Of a webhook: a JSON object that goes along, as text; at most 8 KiB. Empty: what came was none.</param>
/// <param name="HeaderNames">Of a webhook: the names of further headers; what they say is sealed.</param>
/// <param name="Told">Of a webhook that somebody is about to make or change: what is to be sealed. Of one that is stored null.</param>
internal sealed record JobPayload(
    string? Type, string? ReportType = null, string? CustomPrompt = null, IReadOnlyList<string>? FocusAreas = null, string? Message = null,
    string? SessionId = null, IReadOnlyList<string>? Labels = null, string? Model = null,
    string? Url = null, string? Body = null, IReadOnlyList<string>? HeaderNames = null, WebhookWish? Told = null)
{
    /// <summary>Whether it asks for a turn of the assistant, and not for a report.</summary>
    public bool IsTurn => Type is PayloadType.AgentTurn or PayloadType.Heartbeat;

    /// <summary>Whether it tells an address, and asks nobody of the suite.</summary>
    public bool IsWebhook => Type == PayloadType.Webhook;
}
