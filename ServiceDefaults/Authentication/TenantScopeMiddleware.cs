using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Telemetry;

namespace Nanobot.ServiceDefaults.Authentication;

/// <summary>Runs the rest of the request in the scope of its verified context, and marks its span and metrics.</summary>
internal sealed class TenantScopeMiddleware(RequestDelegate next, RequestTags tags)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Features.Get<TenantContext>() is not { } context)
        {
            await next(http);
            return;
        }

        using var scope = TenantScope.Begin(context);
        TenantTags.Apply(Activity.Current, context);
        tags.Apply(http, context);
        await next(http);
    }
}
