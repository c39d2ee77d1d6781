namespace Nanobot.Services.Gateway.Routing;

/// <summary>Strips forged headers before anything else reads the request.</summary>
internal sealed class InboundHeadersMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        InboundHeaders.Strip(http.Request.Headers);
        return next(http);
    }
}
