namespace Nanobot.Contracts.Events;

/// <summary>The envelope's user has made a link that leads others to a report. The link itself is said to nobody.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="ShareId">Under which the link is known, and taken back.</param>
/// <param name="Format">The only form in which it shows the report; null: any.</param>
/// <param name="ExpiresAt">When it is over.</param>
public sealed record ReportShared(Guid ReportId, Guid ShareId, string? Format, DateTimeOffset ExpiresAt) : IIntegrationEvent<ReportShared>
{
    /// <inheritdoc />
    public static string Topic => "report.shared.v1";
}
