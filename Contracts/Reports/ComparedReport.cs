namespace Nanobot.Contracts.Reports;

/// <summary>One of two reports that are compared.</summary>
/// <param name="ReportId">Its id.</param>
/// <param name="ReportType">daily, weekly, custom, stock, trend or content.</param>
/// <param name="Title">What it is called; empty where it has no title.</param>
/// <param name="CompletedAt">When it was completed.</param>
/// <param name="HasEvidence">Whether what it rests on is kept; where it is not, the texts alone are compared.</param>
public sealed record ComparedReport(Guid ReportId, string ReportType, string Title, DateTimeOffset CompletedAt, bool HasEvidence);
