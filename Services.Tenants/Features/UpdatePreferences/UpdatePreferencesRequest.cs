using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Values;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.UpdatePreferences;

/// <summary>Body of <c>PUT /users/{user_id}/preferences</c>. An absent member stays as it is.</summary>
/// <param name="ReportFrequency">daily, weekly, realtime or both.</param>
/// <param name="ReportTime">Local time "HH:MM".</param>
/// <param name="ReportFormat">markdown, html or pdf.</param>
/// <param name="Language">An ISO 639-1 code.</param>
/// <param name="MaxReportLength">Characters, 500 to 50,000.</param>
/// <param name="NotificationChannels">Where to tell of a report.</param>
/// <param name="TimeZone">IANA name.</param>
internal sealed record UpdatePreferencesRequest(
    [property: Permitted<ReportFrequency>] string? ReportFrequency = null,
    string? ReportTime = null,
    [property: Permitted<ReportFormat>] string? ReportFormat = null,
    string? Language = null,
    [property: Range(PreferenceRules.ShortestReport, PreferenceRules.LongestReport)] int? MaxReportLength = null,
    [property: Permitted<NotificationChannel>] IReadOnlyList<string>? NotificationChannels = null,
    string? TimeZone = null)
{
    public PreferencesUpdate ToUpdate() =>
        new(ReportFrequency, ReportTime, ReportFormat, Language, MaxReportLength, NotificationChannels, TimeZone);
}
