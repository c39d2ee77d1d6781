using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Evidence;

namespace Nanobot.Services.Reports.Representations;

/// <summary>A report that is completed, as its forms are made from it.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="ReportId">Which one.</param>
/// <param name="ReportType">Of which type.</param>
/// <param name="Markdown">What it says.</param>
/// <param name="Evidence">What it rests on; null where that is not known, or not shown.</param>
/// <param name="CompletedAt">When it was completed.</param>
internal sealed record ReportContent(TenantContext Owner, Guid ReportId, string ReportType, string Markdown, EvidenceSnapshot? Evidence, DateTimeOffset CompletedAt);
