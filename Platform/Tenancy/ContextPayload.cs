using System.Text.Json.Serialization;

namespace Nanobot.Platform.Tenancy;

/// <summary>The signed part of the envelope. Times are Unix seconds; an expiry of 0 means that it does not expire.</summary>
internal sealed record ContextPayload(
    [property: JsonPropertyName("v")] int Version,
    [property: JsonPropertyName("kid")] string KeyId,
    [property: JsonPropertyName("aud")] string Audience,
    [property: JsonPropertyName("tid")] string? TenantId,
    [property: JsonPropertyName("uid")] string? UserId,
    [property: JsonPropertyName("rol")] string Role,
    [property: JsonPropertyName("pln")] string? Plan,
    [property: JsonPropertyName("tep")] long Epoch,
    [property: JsonPropertyName("iat")] long IssuedAt,
    [property: JsonPropertyName("exp")] long ExpiresAt,
    [property: JsonPropertyName("key")] string? CallerKey = null,
    [property: JsonPropertyName("qtn")] string? TenantQuotas = null,
    [property: JsonPropertyName("qus")] string? UserQuotas = null,
    [property: JsonPropertyName("qky")] string? KeyQuotas = null,
    [property: JsonPropertyName("opr")] bool? IsOperators = null,
    [property: JsonPropertyName("tzn")] string? TimeZone = null,
    [property: JsonPropertyName("rid")] string? RecipientKeyId = null)
{
    /// <summary>The role that its signer must have the right to sign: an operator's within a tenant is no administrator's.</summary>
    [JsonIgnore]
    public string SignedRole => IsOperators is true ? TenantRole.Operator : Role;
}

/// <summary>Source-generated JSON of <see cref="ContextPayload"/>: no reflection on the request path.</summary>
[JsonSerializable(typeof(ContextPayload))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ContextPayloadJson : JsonSerializerContext;
