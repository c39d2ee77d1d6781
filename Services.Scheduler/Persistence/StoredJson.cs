using System.Text.Json.Serialization;

namespace Nanobot.Services.Scheduler.Persistence;

/// <summary>JSON in rows: apart from the wire's, so that what the API says may change and rows stay readable. A row may hold more than is known here, never less.</summary>
[JsonSerializable(typeof(StoredSchedule))]
[JsonSerializable(typeof(StoredPayload))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class StoredJson : JsonSerializerContext;
