using System.Buffers.Text;
using System.Security.Cryptography;
using Nanobot.ServiceDefaults.Http.Preconditions;

namespace Nanobot.Services.Reports.Features.GetReport;

/// <summary>A report in one media type, with an ETag over its bytes.</summary>
internal static class Representation
{
    public static ConditionalContent Of(string mediaType, RequestPreconditions preconditions, byte[] body, string? contentSecurityPolicy = null) =>
        new(mediaType, body, new Validators(new($"\"{Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 18))}\"")), preconditions) { ContentSecurityPolicy = contentSecurityPolicy };
}
