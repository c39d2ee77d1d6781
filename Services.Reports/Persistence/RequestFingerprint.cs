using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nanobot.Contracts.Reports;

namespace Nanobot.Services.Reports.Persistence;

/// <summary>Tells whether two requests under one idempotency key ask for the same.</summary>
internal static class RequestFingerprint
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SHA-256 over the request's values, not over its bytes: white space and the order of members don't matter.</summary>
    public static string Of(ReportRequest request) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new Fingerprinted(request.ReportType, request.CustomPrompt, request.FocusAreas ?? []), Options)));

    // Names and order are part of every fingerprint that is stored: what the API calls its members is another matter.
    private sealed record Fingerprinted(
        [property: JsonPropertyName("report_type"), JsonPropertyOrder(1)] string? ReportType,
        [property: JsonPropertyName("custom_prompt"), JsonPropertyOrder(2)] string? CustomPrompt,
        [property: JsonPropertyName("focus_areas"), JsonPropertyOrder(3)] IReadOnlyList<string> FocusAreas);
}
