using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Users;

/// <summary>How a user wants reports. In an update an absent member leaves the preference as it is.</summary>
/// <param name="ReportFrequency">daily (default), weekly, realtime or both.</param>
/// <param name="ReportTime">Local time "HH:MM"; default 09:00.</param>
/// <param name="ReportFormat">markdown (default), html or pdf.</param>
/// <param name="Language">zh (default), en or another ISO 639-1 code.</param>
/// <param name="MaxReportLength">Characters, 500 to 50,000; default 5,000.</param>
/// <param name="NotificationChannels">Where to tell of a report; default push.</param>
/// <param name="TimeZone">IANA name; default the tenant's.</param>
public sealed record Preferences(
    [property: Permitted<ReportFrequency>] string? ReportFrequency = null,
    string? ReportTime = null,
    [property: Permitted<ReportFormat>] string? ReportFormat = null,
    string? Language = null,
    [property: Range(500, 50_000)] int? MaxReportLength = null,
    [property: Permitted<NotificationChannel>] IReadOnlyList<string>? NotificationChannels = null,
    string? TimeZone = null);
