namespace Nanobot.Contracts.Events;

/// <summary>A report has come to its end, whole or not.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="ReportType">daily, weekly, custom, stock, trend or content.</param>
/// <param name="Status">completed or failed.</param>
/// <param name="Tokens">What its calls of the model came to; null where nobody says.</param>
/// <param name="CostMicros">What they cost, in millionths of the price list's currency; null where nobody says, or the price of one is not known.</param>
/// <param name="Code">Why it failed, where there is a code for it: <c>REPORT_CANCELLED</c> where its user wanted it no more.</param>
public sealed record ReportCompleted(Guid ReportId, string ReportType, string Status, long? Tokens = null, long? CostMicros = null, string? Code = null) : IIntegrationEvent<ReportCompleted>
{
    /// <inheritdoc />
    public static string Topic => "report.completed.v1";
}
