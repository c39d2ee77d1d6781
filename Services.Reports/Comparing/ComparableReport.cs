using Nanobot.Services.Reports.Evidence;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>A completed report as it is compared.</summary>
/// <param name="ReportId">Its id.</param>
/// <param name="ReportType">Its type.</param>
/// <param name="Markdown">What it says.</param>
/// <param name="Evidence">What it rests on; null where that is not kept, or cannot be read.</param>
/// <param name="CompletedAt">When it was completed.</param>
internal sealed record ComparableReport(Guid ReportId, string ReportType, string Markdown, EvidenceSnapshot? Evidence, DateTimeOffset CompletedAt);
