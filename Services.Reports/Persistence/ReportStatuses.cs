namespace Nanobot.Services.Reports.Persistence;

internal static class ReportStatuses
{
    public const string Pending = "pending";
    public const string Processing = "processing";
    public const string Completed = "completed";
    public const string Failed = "failed";
}
