using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Nanobot.Services.Reports.Features.GetReport;

/// <summary>
/// A report in one media type, with an ETag over its bytes: who has it already gets 304 (RFC 9110, section 13).
/// </summary>
internal sealed class Representation(string mediaType, byte[] body) : IResult
{
    private readonly EntityTagHeaderValue _tag = new($"\"{Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 18))}\"");

    /// <summary>Content-Security-Policy, or null where the media type runs nothing.</summary>
    public string? ContentSecurityPolicy { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = _tag.ToString();
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(_tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        if (ContentSecurityPolicy is not null)
        {
            response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        }

        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
