using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nanobot.Clients;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Core.Configuration;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Authentication;
using Nanobot.Services.Gateway.Authentication.ApiKeys;
using Nanobot.Services.Gateway.Authentication.Jwt;
using Nanobot.Services.Gateway.Events;
using Nanobot.Services.Gateway.Features.ApiDocument;
using Nanobot.Services.Gateway.Features.Health;
using Nanobot.Services.Gateway.Features.IssueToken;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Routing;
using Nanobot.Services.Gateway.Tenants;
using OpenTelemetry.Trace;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms;

namespace Nanobot.Services.Gateway;

/// <summary>The gateway: the only module that authenticates, and the only one that the outside reaches.</summary>
internal static class GatewayService
{
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.AddAuthentication();
        builder.AddProxy();
        // What it learns there it would learn later anyway: without Redis the gateway goes on.
        builder.AddModuleCache("cache", HealthStatus.Degraded);
        builder.AddBroadcastHandler<ApiKeyRevoked, ForgetRevokedKey>();
        builder.AddBroadcastHandler<TenantSuspended, TakeOverTenantStatus>();
        builder.AddBroadcastHandler<TenantActivated, TakeOverTenantStatus>();
        builder.AddInternalClients();
        builder.Services.AddSingleton<GatewayMetrics>();
        builder.Services.AddSingleton<ModuleProbe>();
        builder.Services.AddSingleton<SuiteHealth>();
        builder.Services.AddSingleton<ModuleDocuments>();
        builder.Services.AddSingleton<SuiteDocument>();
    }

    /// <summary>The order of what each request passes; the guards follow each other as written here.</summary>
    public static void UseGateway(this WebApplication app)
    {
        app.UseMiddleware<InboundHeadersMiddleware>();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseHostDefaults();
        app.UseMiddleware<CanonicalPathMiddleware>();
        app.UseDocsPage();
        app.UseRouting();
        app.UseMiddleware<AuthenticationMiddleware>(); // guards: credential, tenant active
        app.UseTenantScope();
        // Guards that need the tenant (rate, concurrency, quota, policy: in this order) stand here, before any endpoint.
    }

    public static void MapGateway(this WebApplication app)
    {
        HealthEndpoints.Map(app);
        ApiDocumentEndpoints.Map(app);
        IssueTokenEndpoint.Map(app);
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(ForwardingErrors.InvokeAsync);
            proxy.UseLoadBalancing();
        });
    }

    private static void AddAuthentication(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<AuthenticationOptions, AuthenticationOptionsValidator>("Authentication");
        builder.AddValidatedOptions<TokenOptions, TokenOptionsValidator>("Tokens");
        builder.AddModuleClient<TenantsDirectory>(TenantsDirectory.Module);
        builder.AddModuleClient<UsersClient>(TenantsDirectory.Module);
        builder.Services.AddSingleton<LookupLimit>();
        builder.Services.AddSingleton<TenantStates>();
        builder.Services.AddSingleton<ApiKeyAuthenticator>();
        builder.Services.AddSingleton<GatewayTokens>();
        builder.Services.AddSingleton<TrustedIssuers>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<TrustedIssuers>());
        builder.Services.AddSingleton<TokenAuthenticator>();
        builder.Services.AddSingleton<Authenticator>();
        builder.Services.AddSingleton<ContextMinter>();
    }

    private static void AddProxy(this WebApplicationBuilder builder)
    {
        // Its own lines for each request say nothing that the traces do not say.
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.AddValidatedOptions<ProxyOptions, ProxyOptionsValidator>("Proxy");
        builder.Services.AddSingleton<IProxyConfigProvider, RouteTableProvider>();
        builder.Services.AddReverseProxy()
            .AddServiceDiscoveryDestinationResolver()
            .AddTransforms(transforms => transforms.AddRequestTransform(ContextTransform.ApplyAsync));
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor<ForwardingSpanProcessor>());
    }

    private static void AddInternalClients(this WebApplicationBuilder builder)
    {
        foreach (var module in RouteTable.Modules)
        {
            builder.AddModuleAddress(module);
            builder.Services
                .AddHttpClient(ModuleProbe.ClientName(module), client => client.BaseAddress = ModuleAddresses.Of(module))
                .AddServiceDiscovery()
                // Without a propagator there are no spans: a probe a second would bury the traces.
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { ActivityHeadersPropagator = null, UseProxy = false, AllowAutoRedirect = false });
        }
    }
}
