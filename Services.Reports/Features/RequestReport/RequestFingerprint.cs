using System.Security.Cryptography;
using System.Text.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Services.Reports.Features.RequestReport;

/// <summary>Tells whether two requests under one idempotency key ask for the same.</summary>
internal static class RequestFingerprint
{
    /// <summary>SHA-256 over the request's values, not over its bytes: white space and the order of members don't matter.</summary>
    public static string Of(ReportRequest request) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request with { FocusAreas = request.FocusAreas ?? [] }, Json.Wire)));
}
