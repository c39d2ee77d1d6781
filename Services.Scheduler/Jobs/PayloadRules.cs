using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What a payload must be to be accepted.</summary>
internal static class PayloadRules
{
    public static void Check(JobPayload? payload, ValidationErrors errors)
    {
        if (payload is null)
        {
            errors.Require(false, "payload", "is needed: what a run does, for example {\"type\": \"report\", \"report_type\": \"daily\"}");
            return;
        }

        if (payload.Type != JobPayload.Report)
        {
            errors.Require(false, "payload.type", payload.Type == JobPayload.AgentTurn
                ? "agent_turn is not available yet; use report"
                : "must be one of: report");
            return;
        }

        errors.RequireReport(new ReportRequest(payload.ReportType, payload.CustomPrompt, payload.FocusAreas), "payload.");
        errors.Require(payload.Message is null, "payload.message", "is no member of the type report");
    }
}
