using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Nanobot.Services.Scheduler.Domain;

/// <summary>What a run does.</summary>
/// <param name="Type">report; <c>agent_turn</c> is known and refused so far.</param>
/// <param name="ReportType">daily, weekly or custom.</param>
/// <param name="CustomPrompt">What a custom report is about; 1 to 2,000 characters.</param>
/// <param name="FocusAreas">What to look at in particular; at most 10 of at most 100 characters.</param>
/// <param name="Message">Belongs to agent_turn.</param>
internal sealed record JobPayload(
    [property: Required, AllowedValues(JobPayload.Report)] string? Type,
    [property: Required, AllowedValues("daily", "weekly", JobPayload.Custom)] string? ReportType,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), StringLength(2000, MinimumLength = 1)] string? CustomPrompt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(10)] IReadOnlyList<string>? FocusAreas = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), AllowedValues((object?)null)] string? Message = null)
{
    public const string Report = "report";
    public const string AgentTurn = "agent_turn";
    public const string Custom = "custom";

    public static IReadOnlyCollection<string> ReportTypes { get; } = ["daily", "weekly", Custom];
}
