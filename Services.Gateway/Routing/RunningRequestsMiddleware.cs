using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>
/// Part of the proxy's pipeline: keeps a request of a tenant among those that run, where it may run for long. All others end by
/// themselves sooner than they would be cut off.
/// </summary>
internal sealed class RunningRequestsMiddleware(RequestDelegate next, RunningRequests running)
{
    public Task InvokeAsync(HttpContext http) => ModuleRoute.AsksModel(http.GetReverseProxyFeature().Route.Config) && http.Features.Get<MintedContext>()?.Tenant is { } tenant
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
