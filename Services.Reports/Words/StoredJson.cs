using System.Text.Json.Serialization;
using Nanobot.Services.Reports.Evidence;

namespace Nanobot.Services.Reports.Words;

/// <summary>JSON in rows: apart from the wire's, so that what the API says may change and rows stay readable. A row may hold more than is known here, never less.</summary>
[JsonSerializable(typeof(EvidenceSnapshot))]
[JsonSerializable(typeof(CheckedWords))]
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class StoredJson : JsonSerializerContext;
