using Microsoft.AspNetCore.Http.Features;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>
/// Lets an answer reach a client that is still sending a body that nobody reads (RFC 9112, section 9.6). What has not been read
/// when the answer is complete the server reads away, for five seconds at most; of a body over the limit it would read nothing and
/// close, and what is on its way then makes the client's system throw the answer away.
/// </summary>
internal sealed class LingeringCloseMiddleware(RequestDelegate next)
{
    // Beyond this a client sends more than five seconds on most lines, or means no good.
    private const long Most = 64 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit && limit.MaxRequestBodySize < Most)
        {
            limit.MaxRequestBodySize = Most;
        }
    }
}
