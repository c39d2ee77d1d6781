using System.ComponentModel.DataAnnotations;

namespace Nanobot.Contracts.Reports;

/// <summary>Body of <c>POST /reports</c>.</summary>
/// <param name="ReportType">daily, weekly or custom.</param>
/// <param name="CustomPrompt">What a custom report is about; 1 to 2,000 characters, needed for custom only.</param>
/// <param name="FocusAreas">What to look at in particular; at most 10 of at most 100 characters.</param>
public sealed record ReportRequest(
    [property: Required, AllowedValues("daily", "weekly", "custom")] string? ReportType,
    [property: StringLength(2000, MinimumLength = 1)] string? CustomPrompt = null,
    [property: MaxLength(10)] IReadOnlyList<string>? FocusAreas = null);
