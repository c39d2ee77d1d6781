using Microsoft.AspNetCore.Http.Features;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>Answers a path that could be read in two ways like one that does not exist.</summary>
internal sealed class CanonicalPathMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget is { Length: > 0 } target && CanonicalPath.IsCanonical(ModelNames.Unescape(http.Request, target)))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
