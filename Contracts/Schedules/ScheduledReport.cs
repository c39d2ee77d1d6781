namespace Nanobot.Contracts.Schedules;

/// <summary>What each run of a job does: it asks for a report.</summary>
/// <param name="ReportType">daily, weekly or custom.</param>
/// <param name="CustomPrompt">What a custom report is about.</param>
/// <param name="FocusAreas">What to look at in particular.</param>
/// <param name="Type">report.</param>
public sealed record ScheduledReport(
    string ReportType, string? CustomPrompt = null, IReadOnlyList<string>? FocusAreas = null, string Type = "report");
