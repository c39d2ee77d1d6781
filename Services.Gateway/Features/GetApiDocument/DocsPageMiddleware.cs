using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Answers;

namespace Nanobot.Services.Gateway.Features.GetApiDocument;

/// <summary>
/// Lets the documentation's page load nothing from elsewhere, and gives it the methods that every other path has: the page itself
/// knows GET alone.
/// </summary>
internal sealed class DocsPageMiddleware(RequestDelegate next)
{
    private const string PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task InvokeAsync(HttpContext http)
    {
        PublicAnswer.To(http);
        http.Response.Headers.ContentSecurityPolicy = PagePolicy;
        if (HttpMethods.IsGet(http.Request.Method))
        {
            await next(http);
        }
        else if (HttpMethods.IsHead(http.Request.Method))
        {
            // The server knows that it was HEAD, and leaves the content out.
            http.Request.Method = HttpMethods.Get;
            await next(http);
            http.Request.Method = HttpMethods.Head;
        }
        else
        {
            AllowedMethods.Answer(http, $"{HttpMethods.Get}, {HttpMethods.Head}");
        }
    }
}
