using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http.Preconditions;

/// <summary>
/// A representation with its validators: who has it already gets 304, who expects another 412 (RFC 9110, 13). It is sent whole, unless it takes ranges: then who asks for one gets that one,
/// or 416 (RFC 9110, 14); several at once are answered with the whole.
/// </summary>
/// <param name="mediaType">Its Content-Type.</param>
/// <param name="body">Makes its octets; not asked where the request ends without them.</param>
/// <param name="validators">By what it is told from others.</param>
/// <param name="preconditions">What the request says.</param>
public sealed class ConditionalContent(string mediaType, Func<CancellationToken, Task<ReadOnlyMemory<byte>>> body, Validators validators, RequestPreconditions preconditions) : IResult
{
    /// <summary>The same where its octets are there already.</summary>
    public ConditionalContent(string mediaType, ReadOnlyMemory<byte> body, Validators validators, RequestPreconditions preconditions)
        : this(mediaType, _ => Task.FromResult(body), validators, preconditions)
    {
    }

    /// <summary>Content-Security-Policy, or null where the media type runs nothing.</summary>
    public string? ContentSecurityPolicy { get; init; }

    /// <summary>Who may keep it, and for how long; whoever may read it, asking again each time, unless said otherwise.</summary>
    public string CacheControl { get; init; } = "private, no-cache";

    /// <summary>How a browser calls it, and whether it shows it; null where that is not said.</summary>
    public ContentDispositionHeaderValue? Disposition { get; init; }

    /// <summary>Whether parts of it are sent to whoever asks for them; its tag tells its octets then, and not only what they say.</summary>
    public bool TakesRanges { get; init; }

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
        if (preconditions.Has(validators))
        {
            response.GetTypedHeaders().ETag = validators.Tag;
            response.GetTypedHeaders().LastModified = validators.LastModified;
            response.Headers.CacheControl = CacheControl;
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var octets = await body(httpContext.RequestAborted);
        response.Headers.CacheControl = CacheControl;
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.ContentDisposition = Disposition?.ToString();
        response.Headers.AcceptRanges = TakesRanges ? "bytes" : default;
        // Of a HEAD there is no range (RFC 9110, 14.2).
        await TypedResults.Bytes(octets, mediaType, null, TakesRanges && HttpMethods.IsGet(httpContext.Request.Method), validators.LastModified, validators.Tag)
            .ExecuteAsync(httpContext);
    }
}
