using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Persistence;

/// <summary>A report to be made; whose it is comes from the context it is stored in.</summary>
internal sealed record NewReport(
    Guid ReportId,
    string ReportType,
    ReportOrigin Origin,
    string? CustomPrompt,
    IReadOnlyList<string> FocusAreas,
    string? IdempotencyKey = null,
    string? RequestHash = null);
