using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What a payload must be to be accepted: of its type's members all that it needs, and none of the others.</summary>
internal static class PayloadRules
{
    public static void Check(JobPayload? payload, ValidationErrors errors)
    {
        if (payload is null)
        {
            errors.Require(false, "payload", "is needed: what a run does, for example {\"type\": \"report\", \"report_type\": \"daily\"}");
            return;
        }

        errors.OneOf(payload.Type, "payload.type", PayloadType.Names);
        switch (payload.Type)
        {
            case PayloadType.Report:
                errors.RequireReport(new ReportRequest(payload.ReportType, payload.CustomPrompt, payload.FocusAreas), "payload.");
                break;
            case PayloadType.AgentTurn:
                CheckTurn(payload, errors);
                break;
            case PayloadType.Webhook:
                WebhookRules.Check(payload, errors);
                break;
        }

        if (PayloadType.Names.Contains(payload.Type))
        {
            Forbid(payload, errors);
        }
    }

    private static void CheckTurn(JobPayload payload, ValidationErrors errors)
    {
        errors.Require(ScheduledMessage.IsValid(payload.Message), "payload.message", ScheduledMessage.Form);
        errors.Require(payload.SessionId is null || Guid.TryParse(payload.SessionId, out _), "payload.session_id", "must be the id of a session");
        errors.Require(payload.Model is null || ModelName.IsValid(payload.Model), "payload.model", ModelName.Form);
        errors.Require(payload.Labels?.All(TextOrigin.IsValid) ?? true, "payload.labels", $"each {TextOrigin.Form}");
        errors.Require(payload.Labels is null || payload.Labels.Distinct().Count() == payload.Labels.Count, "payload.labels", "names each once");
    }

    private static void Forbid(JobPayload payload, ValidationErrors errors)
    {
        (string Type, string Name, bool IsThere)[] members =
        [
            (PayloadType.Report, "report_type", payload.ReportType is not null),
            (PayloadType.Report, "custom_prompt", payload.CustomPrompt is not null),
            (PayloadType.Report, "focus_areas", payload.FocusAreas is not null),
            (PayloadType.AgentTurn, "message", payload.Message is not null),
            (PayloadType.AgentTurn, "session_id", payload.SessionId is not null),
            (PayloadType.AgentTurn, "labels", payload.Labels is not null),
            (PayloadType.AgentTurn, "model", payload.Model is not null),
            (PayloadType.Webhook, "url", payload.Url is not null),
            (PayloadType.Webhook, "secret", payload.Told?.Secret is not null),
            (PayloadType.Webhook, "body", payload.Body is not null),
            (PayloadType.Webhook, "headers", payload.Told?.Headers is not null),
        ];
        foreach (var (_, name, _) in members.Where(member => member.IsThere && member.Type != payload.Type))
        {
            errors.Require(false, $"payload.{name}", $"is no member of the type {payload.Type}");
        }
    }
}
