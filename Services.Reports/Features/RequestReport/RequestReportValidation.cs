using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Reports.Domain;

namespace Nanobot.Services.Reports.Features.RequestReport;

/// <summary>What a request for a report may say.</summary>
internal static class RequestReportValidation
{
    public const int MaximumPrompt = 2000;
    public const int MaximumFocusAreas = 10;
    public const int MaximumFocusArea = 100;
    public const int MaximumKey = 200;

    public static Refusal? Check(ReportRequest request, string? idempotencyKey)
    {
        var errors = new ValidationErrors();
        errors.OneOf(request.ReportType, "report_type", ReportTypes.All);
        if (request.CustomPrompt is { } prompt)
        {
            errors.Require(IsText(prompt, MaximumPrompt), "custom_prompt", $"must be 1 to {MaximumPrompt} characters of text");
        }
        else
        {
            errors.Require(request.ReportType != ReportTypes.Custom, "custom_prompt", "is needed for a custom report");
        }

        var areas = request.FocusAreas ?? [];
        errors.Require(areas.Count <= MaximumFocusAreas, "focus_areas", $"must be at most {MaximumFocusAreas}");
        errors.Require(areas.All(static area => IsText(area, MaximumFocusArea)), "focus_areas", $"must each be 1 to {MaximumFocusArea} characters of text");
        errors.Require(idempotencyKey is null || IsKey(idempotencyKey), "Idempotency-Key", $"must be 1 to {MaximumKey} printable ASCII characters, once");
        return errors.ToRefusal();
    }

    // PostgreSQL has no place for U+0000.
    private static bool IsText(string? text, int maximum) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= maximum && !text.Contains('\0', StringComparison.Ordinal);

    private static bool IsKey(string key) => key.Length is >= 1 and <= MaximumKey && key.All(static c => c is >= ' ' and <= '~') && key.Trim().Length > 0;
}
