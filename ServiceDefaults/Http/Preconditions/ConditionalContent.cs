using System.Globalization;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http.Preconditions;

/// <summary>A representation with its validators: who has it already gets 304, who expects another 412 (RFC 9110, 13). It is sent whole: ranges are not taken.</summary>
/// <param name="mediaType">Its Content-Type.</param>
/// <param name="body">Its octets.</param>
/// <param name="validators">By what it is told from others.</param>
/// <param name="preconditions">What the request says.</param>
public sealed class ConditionalContent(string mediaType, ReadOnlyMemory<byte> body, Validators validators, RequestPreconditions preconditions) : IResult
{
    /// <summary>Content-Security-Policy, or null where the media type runs nothing.</summary>
    public string? ContentSecurityPolicy { get; init; }

    /// <summary>What whoever expects another is refused with.</summary>
    public Refusal Changed { get; init; } = Refusals.PreconditionFailed;

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (!preconditions.AllowRead(validators))
        {
            await Changed.WriteAsync(httpContext);
            return;
        }

        var response = httpContext.Response;
        response.Headers.ETag = validators.Tag.ToString();
        response.Headers.CacheControl = "private, no-cache";
        if (validators.LastModified is { } modified)
        {
            response.Headers.LastModified = modified.ToString("r", CultureInfo.InvariantCulture);
        }

        if (preconditions.Has(validators))
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
