using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Reports;

/// <summary>What a request for a report may say, at whichever door it is made.</summary>
public static class ReportRequestRules
{
    /// <summary>Focus areas that a report has at most.</summary>
    public const int MaximumFocusAreas = 10;

    /// <summary>Tells <paramref name="wrong"/> everything that is wrong: the member's name on the wire, and why.</summary>
    public static void Check(ReportRequest request, Action<string, string> wrong)
    {
        if (!ReportType.IsValid(request.ReportType))
        {
            wrong("report_type", ReportType.Form);
        }

        if (request.CustomPrompt is null && request.ReportType == ReportType.Custom.Value)
        {
            wrong("custom_prompt", "is needed for a custom report");
        }
        else if (request.CustomPrompt is not null && !CustomPrompt.IsValid(request.CustomPrompt))
        {
            wrong("custom_prompt", CustomPrompt.Form);
        }

        var areas = request.FocusAreas ?? [];
        if (areas.Count > MaximumFocusAreas)
        {
            wrong("focus_areas", $"must be at most {MaximumFocusAreas}");
        }

        if (!areas.All(FocusArea.IsValid))
        {
            wrong("focus_areas", $"each {FocusArea.Form}");
        }
    }
}
