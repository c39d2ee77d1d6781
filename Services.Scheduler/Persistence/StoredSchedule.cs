using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nanobot.Services.Scheduler.Persistence;

/// <summary>The column <c>schedule</c> of a job. The names stand in rows: they never change.</summary>
internal sealed record StoredSchedule(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("hour")] int? Hour,
    [property: JsonPropertyName("minute")] int? Minute,
    [property: JsonPropertyName("day_of_week")] string? DayOfWeek,
    [property: JsonPropertyName("expression")] string? Expression,
    [property: JsonPropertyName("seconds")] long? Seconds,
    [property: JsonPropertyName("time")] string? Time)
{
    public static StoredSchedule Parse(string json) => JsonSerializer.Deserialize(json, StoredJson.Default.StoredSchedule)!;

    public string ToJson() => JsonSerializer.Serialize(this, StoredJson.Default.StoredSchedule);
}
