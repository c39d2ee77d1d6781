namespace Nanobot.Contracts.Reports;

/// <summary>A report as a link shows it: what it says, and not whose it is.</summary>
/// <param name="ReportType">Of which type.</param>
/// <param name="Content">Its Markdown.</param>
/// <param name="CompletedAt">When it was completed.</param>
/// <param name="ExpiresAt">Until when the link leads there.</param>
public sealed record SharedReport(string ReportType, string Content, DateTimeOffset CompletedAt, DateTimeOffset ExpiresAt);
