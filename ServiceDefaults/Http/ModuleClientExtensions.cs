using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.ServiceDefaults.Tenancy;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>Typed clients of other modules: found by name, in the caller's tenant context, with bounded retries.</summary>
public static class ModuleClientExtensions
{
    /// <summary>
    /// Adds <typeparamref name="TClient"/> with an HttpClient for the module <paramref name="module"/> (service discovery
    /// keys <c>services:{module}:http:0</c>), which signs the current context onto each call.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="module">The module's resource name, for example <c>tenants</c>.</param>
    /// <returns>The builder of the HttpClient.</returns>
    public static IHttpClientBuilder AddModuleClient<TClient>(this IHostApplicationBuilder builder, string module)
        where TClient : class => builder.Services
            .AddHttpClient<TClient>(client =>
            {
                client.BaseAddress = ServiceEndpoints.Resolve(builder.Configuration, module);
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .AddHttpMessageHandler(services => new ModuleResilienceHandler(module, services.GetRequiredService<TimeProvider>()))
            .AddHttpMessageHandler<TenantContextPropagationHandler>();
}
