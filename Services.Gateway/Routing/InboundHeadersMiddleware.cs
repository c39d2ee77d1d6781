using Nanobot.Services.Gateway.Guards;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>Strips forged headers, and whatever else names a tenant, before anything else reads the request.</summary>
internal sealed class InboundHeadersMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        NamedTenants.Take(http, InboundHeaders.Strip(http.Request.Headers));
        return next(http);
    }
}
