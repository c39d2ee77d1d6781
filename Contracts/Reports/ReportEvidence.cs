namespace Nanobot.Contracts.Reports;

/// <summary>What a report rests on: <c>GET /reports/{report_id}/evidence</c>.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="GatheredAt">When it was gathered; null where it has not been yet.</param>
/// <param name="Evidence">The pieces, in the order of their numbers.</param>
/// <param name="Sources">How each source fared.</param>
public sealed record ReportEvidence(Guid ReportId, DateTimeOffset? GatheredAt, IReadOnlyList<EvidenceResource> Evidence, IReadOnlyList<EvidenceSource> Sources);
