using System.Text.Json.Serialization;

namespace Nanobot.Services.Scheduler.Persistence;

/// <summary>JSON in rows: apart from the wire's, so that what the API says may change and rows stay readable.</summary>
[JsonSerializable(typeof(StoredSchedule))]
[JsonSerializable(typeof(StoredPayload))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class StoredJson : JsonSerializerContext;
