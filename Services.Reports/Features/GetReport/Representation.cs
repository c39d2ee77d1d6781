using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http.Preconditions;

namespace Nanobot.Services.Reports.Features.GetReport;

/// <summary>
/// A report in one media type, with an ETag over its bytes: who has it already gets 304 (RFC 9110, section 13).
/// </summary>
internal sealed class Representation(string mediaType, RequestPreconditions preconditions, byte[] body) : IResult
{
    private readonly EntityTagHeaderValue _tag = new($"\"{Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 18))}\"");

    /// <summary>Content-Security-Policy, or null where the media type runs nothing.</summary>
    public string? ContentSecurityPolicy { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (!preconditions.AllowRead(_tag))
        {
            await Refusals.PreconditionFailed.WriteAsync(httpContext);
            return;
        }

        var response = httpContext.Response;
        response.Headers.ETag = _tag.ToString();
        response.Headers.CacheControl = "private, no-cache";
        if (preconditions.Has(_tag))
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
