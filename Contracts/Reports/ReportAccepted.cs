namespace Nanobot.Contracts.Reports;

/// <summary>Answer of <c>POST /reports</c>.</summary>
/// <param name="ReportId">The report's id.</param>
/// <param name="UserId">Whose report it is.</param>
/// <param name="Status">pending, or where it stands already.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="EstimatedCompletionTime">When it is likely to be ready.</param>
public sealed record ReportAccepted(
    Guid ReportId, string UserId, string Status, string Message, DateTimeOffset EstimatedCompletionTime);
