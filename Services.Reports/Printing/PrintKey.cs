namespace Nanobot.Services.Reports.Printing;

/// <summary>Which report, of whom, as which page.</summary>
internal readonly record struct PrintKey(string TenantId, string UserId, Guid ReportId, string Page);
