using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>A payload as requests bring it: the same for a new job and for a change.</summary>
/// <param name="Type">report; <c>agent_turn</c> is known and refused so far.</param>
/// <param name="ReportType">daily, weekly or custom.</param>
/// <param name="CustomPrompt">What a custom report is about; 1 to 2,000 characters.</param>
/// <param name="FocusAreas">What to look at in particular; at most 10 of at most 100 characters.</param>
/// <param name="Message">Belongs to agent_turn.</param>
internal sealed record JobPayloadRequest(
    [property: Required, AllowedValues(JobPayload.Report)] string? Type,
    [property: Required, Permitted<ReportType>] string? ReportType,
    [property: StringLength(Contracts.Values.CustomPrompt.MaximumLength, MinimumLength = 1)] string? CustomPrompt = null,
    [property: MaxLength(ReportRequestRules.MaximumFocusAreas)] IReadOnlyList<string>? FocusAreas = null,
    [property: AllowedValues((object?)null)] string? Message = null)
{
    public JobPayload ToPayload() => new(Type, ReportType, CustomPrompt, FocusAreas, Message);
}
