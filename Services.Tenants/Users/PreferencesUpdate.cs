
namespace Nanobot.Services.Tenants.Users;

/// <summary>What somebody wants of a user's preferences: an absent one stays as it is.</summary>
internal sealed record PreferencesUpdate(
    string? ReportFrequency = null,
    string? ReportTime = null,
    string? ReportFormat = null,
    string? Language = null,
    int? MaxReportLength = null,
    IReadOnlyList<string?>? NotificationChannels = null,
    string? TimeZone = null);
