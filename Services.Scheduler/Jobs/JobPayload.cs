namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What each occurrence of a job does.</summary>
/// <param name="Type">report; <c>agent_turn</c> is known and refused so far.</param>
/// <param name="ReportType">daily, weekly or custom.</param>
/// <param name="CustomPrompt">What a custom report is about; 1 to 2,000 characters.</param>
/// <param name="FocusAreas">What to look at in particular; at most 10 of at most 100 characters.</param>
/// <param name="Message">Belongs to agent_turn.</param>
internal sealed record JobPayload(
    string? Type, string? ReportType, string? CustomPrompt = null, IReadOnlyList<string>? FocusAreas = null, string? Message = null)
{
    public const string Report = "report";
    public const string AgentTurn = "agent_turn";
}
