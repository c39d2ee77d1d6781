namespace Nanobot.Contracts.Reports;

/// <summary>The links that lead to a report.</summary>
/// <param name="Shares">Those that are neither over nor taken back, the newest first.</param>
public sealed record ReportShares(IReadOnlyList<ReportShare> Shares);
