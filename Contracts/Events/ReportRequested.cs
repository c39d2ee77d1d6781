namespace Nanobot.Contracts.Events;

/// <summary>A report is to be made for the envelope's user.</summary>
/// <param name="ReportId">Id that the report gets; asking twice for the same id makes one report.</param>
/// <param name="ReportType">daily, weekly, custom, stock, trend or content.</param>
/// <param name="Origin">Who asked: api, chat or schedule.</param>
/// <param name="CustomPrompt">What a custom report is about, or null.</param>
/// <param name="FocusAreas">What to look at in particular; may be empty.</param>
public sealed record ReportRequested(Guid ReportId, string ReportType, string Origin, string? CustomPrompt, IReadOnlyList<string> FocusAreas) : IIntegrationEvent<ReportRequested>
{
    /// <inheritdoc />
    public static string Topic => "report.requested.v1";
}
