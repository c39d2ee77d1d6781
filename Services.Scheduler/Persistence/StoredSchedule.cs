using System.Text.Json;
using System.Text.Json.Serialization;
using Nanobot.Platform.Core.Stored;

namespace Nanobot.Services.Scheduler.Persistence;

/// <summary>The column <c>schedule</c> of a job. The names stand in rows: they never change.</summary>
internal sealed record StoredSchedule(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("hour")] int? Hour = null,
    [property: JsonPropertyName("minute")] int? Minute = null,
    [property: JsonPropertyName("day_of_week")] string? DayOfWeek = null,
    [property: JsonPropertyName("expression")] string? Expression = null,
    [property: JsonPropertyName("seconds")] long? Seconds = null,
    [property: JsonPropertyName("time")] string? Time = null,
    [property: JsonPropertyName("interval")] int? Interval = null,
    [property: JsonPropertyName("starts_on")] string? StartsOn = null,
    [property: JsonPropertyName("ends_at")] string? EndsAt = null)
{
    public static StoredSchedule Parse(string json) => JsonSerializer.Deserialize(json, StoredJson.Default.StoredSchedule) ?? throw new StoredDataException("the schedule is null");

    public string ToJson() => JsonSerializer.Serialize(this, StoredJson.Default.StoredSchedule);
}
