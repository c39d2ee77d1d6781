namespace Nanobot.Contracts.Reports;

/// <summary>A report as the API shows it: <c>GET /reports/{report_id}</c>.</summary>
/// <param name="ReportId">The report's id.</param>
/// <param name="UserId">Whose report it is.</param>
/// <param name="ReportType">daily, weekly, custom, stock, trend or content.</param>
/// <param name="Status">pending, processing, completed, failed or cancelled.</param>
/// <param name="Progress">0 to 100.</param>
/// <param name="Content">Markdown, once completed; absent from lists.</param>
/// <param name="ErrorMessage">Why it failed, in words for people.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="CompletedAt">When it came to its end.</param>
/// <param name="Step">What it is at while it is processing: gathering, writing or rendering.</param>
/// <param name="Degradations">What it does without, since it could not be had, in the order in which it was given up: cheaper_model, shorter, without_words, stale.</param>
/// <param name="Tier">Where its content is kept: hot, or cold where it is old, from which it may take hours to come back; null until it has been put there.</param>
public sealed record ReportResource(
    Guid ReportId,
    string UserId,
    string ReportType,
    string Status,
    int Progress,
    string? Content,
    string? ErrorMessage,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    string? Step = null,
    IReadOnlyList<string>? Degradations = null,
    string? Tier = null);
