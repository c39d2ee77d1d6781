using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>
/// Answers a path or method that no endpoint has with 404 or 405, ahead of authorization, whose fallback would call it
/// forbidden, and OPTIONS with the methods of the path. Which routes there are is no secret: the OpenAPI document says so.
/// </summary>
internal sealed class UnknownRouteMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        switch (http.GetEndpoint())
        {
            case RouteEndpoint:
                return next(http);
            case { RequestDelegate: { } refuse }:
                // Routing's own endpoint for a known path with another method, or with a body that none of its endpoints takes.
                return RefuseAsync(http, refuse);
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    }

    private static async Task RefuseAsync(HttpContext http, RequestDelegate refuse)
    {
        await refuse(http);
        if (http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            AllowedMethods.Answer(http, http.Response.Headers.Allow.ToString());
        }
    }
}
