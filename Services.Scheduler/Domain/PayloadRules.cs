using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Scheduler.Domain;

/// <summary>What a payload must be to be accepted.</summary>
internal static class PayloadRules
{
    private const int MaximumPrompt = 2000;
    private const int MaximumFocusAreas = 10;
    private const int MaximumFocusArea = 100;

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

        errors.OneOf(payload.ReportType, "payload.report_type", JobPayload.ReportTypes);
        errors.Require(payload.Message is null, "payload.message", "is no member of the type report");
        if (payload.ReportType == JobPayload.Custom || payload.CustomPrompt is not null)
        {
            errors.Length(payload.CustomPrompt?.Trim(), "payload.custom_prompt", 1, MaximumPrompt);
            errors.Require(payload.CustomPrompt is null || Text.IsClean(payload.CustomPrompt), "payload.custom_prompt", Text.Unclean);
        }

        CheckFocusAreas(payload.FocusAreas ?? [], errors);
    }

    private static void CheckFocusAreas(IReadOnlyList<string> areas, ValidationErrors errors)
    {
        const string Field = "payload.focus_areas";
        errors.Require(areas.Count <= MaximumFocusAreas, Field, $"must be at most {MaximumFocusAreas}");
        errors.Require(areas.All(static area => !string.IsNullOrWhiteSpace(area) && area.Length <= MaximumFocusArea), Field,
            $"must each be 1 to {MaximumFocusArea} characters long");
        errors.Require(areas.All(static area => area is null || Text.IsClean(area)), Field, Text.Unclean);
    }
}
