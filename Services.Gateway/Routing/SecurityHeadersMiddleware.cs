namespace Nanobot.Services.Gateway.Routing;

/// <summary>
/// Tells browsers to take answers for what they say they are, and lets the documentation's page load nothing from elsewhere.
/// </summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    private const string PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (http.Request.Path.StartsWithSegments("/docs", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.Headers.ContentSecurityPolicy = PagePolicy;
        }

        return next(http);
    }
}
