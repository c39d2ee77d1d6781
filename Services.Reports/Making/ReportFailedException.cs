namespace Nanobot.Services.Reports.Making;

/// <summary>A report cannot be made, and trying again would not help; the message is for its user.</summary>
internal sealed class ReportFailedException(string message, Exception? inner = null) : Exception(message, inner);
