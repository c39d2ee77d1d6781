namespace Nanobot.Services.Reports.Making;

/// <summary>What a report is to be cannot be read of its row; which, and why, has been logged.</summary>
internal sealed class UnreadableReportException() : Exception("what the report is to be cannot be read");
