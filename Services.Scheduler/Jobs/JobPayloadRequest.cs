using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>A payload as requests bring it: the same for a new job and for a change.</summary>
/// <param name="Type">report, agent_turn or heartbeat.</param>
/// <param name="ReportType">Of a report: daily, weekly or custom.</param>
/// <param name="CustomPrompt">Of a report: what a custom one is about; 1 to 2,000 characters.</param>
/// <param name="FocusAreas">Of a report: what to look at in particular; at most 10 of at most 100 characters.</param>
/// <param name="Message">Of an agent_turn: what the assistant is told; 1 to 10,000 characters.</param>
/// <param name="SessionId">Of an agent_turn: the session in which it is answered; absent: one of the job's own.</param>
/// <param name="Labels">Of an agent_turn: where the message may have come from; absent: the user alone.</param>
/// <param name="Model">Of an agent_turn: the model that answers it, one that the user may use at that time; absent: the usual ones.</param>
internal sealed record JobPayloadRequest(
    [property: Required, AllowedValues(PayloadType.Report, PayloadType.AgentTurn, PayloadType.Heartbeat)] string? Type,
    [property: Permitted<ReportType>] string? ReportType = null,
    [property: StringLength(Contracts.Values.CustomPrompt.MaximumLength, MinimumLength = 1)] string? CustomPrompt = null,
    [property: MaxLength(ReportRequestRules.MaximumFocusAreas)] IReadOnlyList<string>? FocusAreas = null,
    [property: StringLength(ScheduledMessage.MaximumLength, MinimumLength = 1)] string? Message = null,
    string? SessionId = null,
    [property: Permitted<TextOrigin>] IReadOnlyList<string>? Labels = null,
    [property: StringLength(ModelName.MaximumLength, MinimumLength = 1)] string? Model = null)
{
    public JobPayload ToPayload() => new(Type, ReportType, CustomPrompt, FocusAreas, Message, SessionId, Labels, Model);
}
