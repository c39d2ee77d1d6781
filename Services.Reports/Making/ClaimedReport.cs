namespace Nanobot.Services.Reports.Making;

/// <summary>A report that belongs to this process for as long as it holds the lease.</summary>
internal sealed record ClaimedReport(
    string TenantId,
    string UserId,
    Guid ReportId,
    string ReportType,
    string? CustomPrompt,
    IReadOnlyList<string> FocusAreas,
    string TenantContext,
    string? TraceParent,
    int Attempts,
    Guid LeaseId,
    DateTimeOffset CreatedAt,
    string? LastError);
