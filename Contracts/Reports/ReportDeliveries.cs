namespace Nanobot.Contracts.Reports;

/// <summary>How the telling of a report's end stands: <c>GET /reports/{report_id}/deliveries</c>.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Deliveries">One for each way that its user wanted when it ended; none while it has not.</param>
public sealed record ReportDeliveries(Guid ReportId, IReadOnlyList<DeliveryResource> Deliveries);
