namespace Nanobot.Contracts.Events;

/// <summary>The envelope's user has taken back a link to a report: it leads nowhere any more.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="ShareId">The link.</param>
public sealed record ReportShareRevoked(Guid ReportId, Guid ShareId) : IIntegrationEvent<ReportShareRevoked>
{
    /// <inheritdoc />
    public static string Topic => "report.share_revoked.v1";
}
