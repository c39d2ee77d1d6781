namespace Nanobot.Contracts.Events;

/// <summary>A report has come to its end, whole or failed.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="ReportType">daily, weekly or custom.</param>
/// <param name="Status">completed or failed.</param>
public sealed record ReportCompleted(Guid ReportId, string ReportType, string Status) : IIntegrationEvent<ReportCompleted>
{
    /// <inheritdoc />
    public static string Topic => "report.completed.v1";
}
