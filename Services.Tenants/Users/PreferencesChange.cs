using Nanobot.Contracts.Values;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Users;

/// <summary>A <see cref="PreferencesUpdate"/> that was found acceptable, as it is to be stored.</summary>
internal sealed record PreferencesChange(
    string? ReportFrequency,
    string? ReportTime,
    string? ReportFormat,
    string? Language,
    int? MaxReportLength,
    IReadOnlyList<string>? NotificationChannels,
    ZoneName? TimeZone)
{
    /// <summary>Whether it says how often or when reports are wanted.</summary>
    public bool AsksForReports => ReportFrequency is not null || ReportTime is not null;

    /// <summary>The members of the change where it has them, else those of <paramref name="current"/>.</summary>
    public StoredPreferences ApplyTo(StoredPreferences current) => new(
        ReportFrequency ?? current.ReportFrequency,
        ReportTime ?? current.ReportTime,
        ReportFormat ?? current.ReportFormat,
        Language ?? current.Language,
        MaxReportLength ?? current.MaxReportLength,
        NotificationChannels ?? current.NotificationChannels,
        TimeZone?.Value ?? current.TimeZone);

    /// <summary>What a user starts with in a tenant of the time zone <paramref name="timeZone"/>.</summary>
    public StoredPreferences ToPreferences(string timeZone) => ApplyTo(new StoredPreferences(
        Contracts.Values.ReportFrequency.Daily.Value,
        "09:00",
        Contracts.Values.ReportFormat.Markdown.Value,
        "zh",
        5000,
        [NotificationChannel.Push.Value],
        timeZone));
}
