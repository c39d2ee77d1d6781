using System.Text.Json.Serialization;
using Nanobot.Platform.Core.Stored;

namespace Nanobot.Services.Tenants.Persistence;

/// <summary>Preferences as <c>users.preferences</c> holds them. Their names are those of the rows, whatever the API calls them.</summary>
internal sealed record StoredPreferences(
    [property: JsonPropertyName("report_frequency")] string ReportFrequency,
    [property: JsonPropertyName("report_time")] string ReportTime,
    [property: JsonPropertyName("report_format")] string ReportFormat,
    [property: JsonPropertyName("language")] string Language,
    [property: JsonPropertyName("max_report_length")] int MaxReportLength,
    [property: JsonPropertyName("notification_channels")] IReadOnlyList<string> NotificationChannels,
    [property: JsonPropertyName("time_zone")] string TimeZone)
{
    /// <exception cref="StoredDataException">The list holds a null.</exception>
    public StoredPreferences Whole() => this with { NotificationChannels = StoredTexts.Whole(NotificationChannels) };
}
