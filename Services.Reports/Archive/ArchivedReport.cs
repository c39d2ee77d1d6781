namespace Nanobot.Services.Reports.Archive;

/// <summary>A completed report with which the archive has something to do.</summary>
/// <param name="TenantId">Whose it is.</param>
/// <param name="UserId">And of which user.</param>
/// <param name="ReportId">Which.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="CompletedAt">When it was made.</param>
/// <param name="ContentHash">SHA-256 of its content once the store has it, else null.</param>
/// <param name="EvidenceHash">The same of its evidence; null too where it has none.</param>
/// <param name="IsCold">Whether the store has it in the cold tier.</param>
/// <param name="IsRecalled">Whether it was read there.</param>
/// <param name="IsInline">Whether its row has its content, too.</param>
internal sealed record ArchivedReport(
    string TenantId, string UserId, Guid ReportId, DateTimeOffset CreatedAt, DateTimeOffset CompletedAt, string? ContentHash, string? EvidenceHash, bool IsCold, bool IsRecalled, bool IsInline);
