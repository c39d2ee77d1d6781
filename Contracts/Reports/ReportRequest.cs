using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Reports;

/// <summary>Body of <c>POST /reports</c>.</summary>
/// <param name="ReportType">daily, weekly, custom, stock, trend or content.</param>
/// <param name="CustomPrompt">What a custom report is about; 1 to 2,000 characters, needed for custom only.</param>
/// <param name="FocusAreas">What to look at in particular; at most 10 of at most 100 characters.</param>
public sealed record ReportRequest(
    [property: Required, Permitted<ReportType>] string? ReportType,
    [property: StringLength(Values.CustomPrompt.MaximumLength, MinimumLength = 1)] string? CustomPrompt = null,
    [property: MaxLength(ReportRequestRules.MaximumFocusAreas)] IReadOnlyList<string>? FocusAreas = null);
