using Microsoft.AspNetCore.Http;

namespace Nanobot.ServiceDefaults.Http.Bodies;

/// <summary>Ahead of routing, which chooses endpoints by Content-Type too, and knows neither quoted values nor aliases.</summary>
internal sealed class JsonBodyMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        JsonBody.Normalize(http.Request);
        return next(http);
    }
}
