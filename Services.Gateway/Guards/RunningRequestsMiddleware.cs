using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>Keeps a request of a tenant among those that run, from its guards to its end.</summary>
internal sealed class RunningRequestsMiddleware(RequestDelegate next, RunningRequests running)
{
    public Task InvokeAsync(HttpContext http) => http.Features.Get<MintedContext>()?.Tenant is { } tenant
        ? RunAsync(http, tenant.TenantId, tenant.Epoch)
        : next(http);

    private async Task RunAsync(HttpContext http, string tenantId, long epoch)
    {
        var request = running.Begin(http, tenantId, epoch);
        try
        {
            await next(http);
        }
        finally
        {
            running.End(request);
        }
    }
}
