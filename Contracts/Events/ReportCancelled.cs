namespace Nanobot.Contracts.Events;

/// <summary>A report that is being made is wanted no more, told in the name of its user.</summary>
/// <param name="ReportId">The report.</param>
public sealed record ReportCancelled(Guid ReportId) : IIntegrationEvent<ReportCancelled>
{
    /// <inheritdoc />
    public static string Topic => "report.cancelled.v1";
}
