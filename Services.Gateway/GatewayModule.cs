using Nanobot.Clients.Http;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Modules;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Caching;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Credentials.ApiKeys;
using Nanobot.Services.Gateway.Credentials.Jwt;
using Nanobot.Services.Gateway.Events;
using Nanobot.Services.Gateway.Features.GetApiDocument;
using Nanobot.Services.Gateway.Features.GetHealth;
using Nanobot.Services.Gateway.Features.GetLiveness;
using Nanobot.Services.Gateway.Features.IssueToken;
using Nanobot.Services.Gateway.Guards;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Routing;
using Nanobot.Services.Gateway.Tenants;
using OpenTelemetry.Trace;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms;

namespace Nanobot.Services.Gateway;

/// <summary>The gateway: the only module that authenticates, and the only one that the outside reaches.</summary>
internal static class GatewayModule
{
    /// <summary>The module.</summary>
    public static ModuleDefinition Definition { get; } = new()
    {
        Name = Operations.Gateway.Module,
        Stores = [new ModuleCache()],
        Services = Add,
        Pipeline = Use,
        Endpoints = Map,
        Topics = Subscriptions.All,
    };

    private static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<GatewayTelemetry>();
        builder.AddLookups();
        builder.AddCredentials();
        builder.AddProxy();
        builder.Services.AddSingleton<ModuleProbe>();
        builder.Services.AddSingleton<SuiteHealth>();
        builder.Services.AddSingleton<ModuleDocuments>();
        builder.Services.AddSingleton<SuiteDocument>();
    }

    /// <summary>The order of what each request passes, and of what each forwarded one passes; the guards follow each other as written here.</summary>
    private static void Use(WebApplication app)
    {
        app.UseMiddleware<LingeringCloseMiddleware>();
        app.UseForwardedHeaders(); // of known proxies alone
        app.UseMiddleware<InboundHeadersMiddleware>();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseHostDefaults();
        app.UseMiddleware<CanonicalPathMiddleware>();
        app.UseDocsPage();
        app.UseRouting();
        app.UseMiddleware<AuthenticationMiddleware>(); // guards: credential, tenant active, user known
        app.UseTenantScope();
        // Guards that need the tenant (rate, concurrency, quota, policy: in this order) stand here, before any endpoint.
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<ForwardingErrors>();
            proxy.UseMiddleware<TurnClusters>();
            proxy.UseLoadBalancing();
        });
    }

    private static void Map(WebApplication app)
    {
        var anyone = app.MapGroup("").AllowAnonymous().WithTags("gateway");
        anyone.MapGetHealth();
        anyone.MapGetLiveness();
        anyone.MapGetApiDocument();
        app.MapGroup("").MapIssueToken();
    }

    private static void AddLookups(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<MemoryOptions, MemoryOptionsValidator>("Authentication");
        builder.AddModuleClient<TenantsDirectory>(TenantsDirectory.Module);
        builder.AddUsers();
        builder.Services.AddSingleton<LookupBudgets>();
        builder.Services.AddSingleton<LookupMemory>();
        builder.Services.AddSingleton<TenantStates>();
        builder.Services.AddSingleton<KnownUsers>();
    }

    private static void AddCredentials(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<IssuersOptions, IssuersOptionsValidator>("Authentication");
        builder.AddValidatedOptions<TokenOptions, TokenOptionsValidator>("Tokens");
        builder.Services.AddSingleton<ApiKeyAuthenticator>();
        builder.Services.AddSingleton<GatewayTokens>();
        builder.Services.AddSingleton<TrustedIssuers>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<TrustedIssuers>());
        builder.Services.AddSingleton<TokenAuthenticator>();
        builder.Services.AddSingleton<Authenticator>();
        builder.Services.AddSingleton<UserKnownGuard>();
        builder.Services.AddSingleton<ContextMinter>();
    }

    private static void AddProxy(this WebApplicationBuilder builder)
    {
        // Its own lines for each request say nothing that the traces do not say, and those of failures not which module it was.
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder.HttpForwarder", LogLevel.Error);
        builder.AddValidatedOptions<ProxyOptions, ProxyOptionsValidator>("Proxy");
        builder.AddTrustedProxies();
        builder.AddModuleClients();
        builder.Services.AddSingleton<IProxyConfigProvider, RouteTableProvider>();
        builder.Services.AddReverseProxy()
            .AddServiceDiscoveryDestinationResolver()
            .AddTransforms(transforms => transforms.AddRequestTransform(ContextTransform.ApplyAsync));
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor<ForwardingSpanProcessor>());
    }
}
