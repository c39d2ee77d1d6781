namespace Nanobot.Contracts.Schedules;

/// <summary>What each run of a job does.</summary>
/// <param name="Type">One of <see cref="PayloadType"/>.</param>
/// <param name="ReportType">Of a report: daily, weekly, custom, stock, trend or content.</param>
/// <param name="CustomPrompt">Of a report: what a custom one is about.</param>
/// <param name="FocusAreas">Of a report: what to look at in particular.</param>
/// <param name="Message">Of a turn: what the assistant is told.</param>
/// <param name="SessionId">Of a turn: the session in which it is answered; null for one of the job's own.</param>
/// <param name="Labels">Of a turn: where the message may have come from, by the names of labels; null for the user alone.</param>
/// <param name="Model">Of a turn: the model that answers it; null for the usual ones.</param>
public sealed record SchedulePayload(
    string Type,
    string? ReportType = null,
    string? CustomPrompt = null,
    IReadOnlyList<string>? FocusAreas = null,
    string? Message = null,
    string? SessionId = null,
    IReadOnlyList<string>? Labels = null,
    string? Model = null);
