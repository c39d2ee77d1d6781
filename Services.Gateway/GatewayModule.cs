using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Bus.RollCalls;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Rights.Known;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Http.Answers;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Audit;
using Nanobot.Services.Gateway.Browsers;
using Nanobot.Services.Gateway.Caching;
using Nanobot.Services.Gateway.Changes;
using Nanobot.Services.Gateway.Credentials.ApiKeys;
using Nanobot.Services.Gateway.Credentials.Jwt;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Events;
using Nanobot.Services.Gateway.Features.GetApiDocument;
using Nanobot.Services.Gateway.Features.ExplainLimits;
using Nanobot.Services.Gateway.Features.GetHealth;
using Nanobot.Services.Gateway.Features.GetLimits;
using Nanobot.Services.Gateway.Features.GetLiveness;
using Nanobot.Services.Gateway.Features.IssueToken;
using Nanobot.Services.Gateway.Features.OpenSocket;
using Nanobot.Services.Gateway.Features.RevokeTokens;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Guards;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Policies;
using Nanobot.Services.Gateway.Queueing;
using Nanobot.Services.Gateway.Routing;
using Nanobot.Services.Gateway.Sockets;
using Nanobot.Services.Gateway.Sockets.Bounds;
using Nanobot.Services.Gateway.Sockets.Frames;
using Nanobot.Services.Gateway.Sockets.Notices;
using Nanobot.Services.Gateway.Sockets.Rpc;
using Nanobot.Services.Gateway.Sockets.Warnings;
using Nanobot.Services.Gateway.Tenants;
using OpenTelemetry.Trace;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
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
        builder.Services.Configure<AnswerHeadersOptions>(static options =>
        {
            options.Credentials.Add(HeaderNames.Authorization);
            options.Credentials.Add(Credential.KeyHeader);
            options.Inner.Add(TenantHeaders.Context);
        });
        builder.AddLookups();
        builder.AddCredentials();
        builder.AddLimits();
        builder.AddGuards();
        builder.AddProxy();
        builder.AddAudit();
        builder.AddSockets();
        builder.Services.AddSingleton<ModuleProbe>();
        builder.Services.AddSingleton<SuiteHealth>();
        builder.Services.AddSingleton<ModuleDocuments>();
        builder.Services.AddSingleton<SuiteDocument>();
    }

    /// <summary>The order of what each request passes, and of what each forwarded one passes; the order of the guards is <see cref="GuardChain"/>'s.</summary>
    private static void Use(WebApplication app)
    {
        app.UseMiddleware<LingeringCloseMiddleware>();
        app.UseForwardedHeaders(); // of known proxies alone
        app.UseFramedRequests(); // requests of sockets pass all that follows
        app.UseMiddleware<InboundHeadersMiddleware>();
        app.UseHostDefaults();
        app.UseBrowserOrigins(); // preflights end here
        app.UseMiddleware<CanonicalPathMiddleware>();
        app.UseDocsPage();
        app.UseWhen(CheckedUpgrade.IsAsked, static sockets =>
        {
            sockets.Use(CheckedUpgrade.InvokeAsync);
            sockets.UseWebSockets();
        });
        app.UseKnownRoutes(); // OPTIONS and wrong methods end here
        app.UseMiddleware<AuthenticationMiddleware>(); // who calls may come in
        app.UseTenantScope();
        app.UseMiddleware<GuardsMiddleware>(); // and use what it asks for
        app.UseOperationRules(); // of the gateway's own operations; each module has those of its own
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<ForwardingErrors>();
            proxy.UseMiddleware<RunningRequestsMiddleware>();
            proxy.UseMiddleware<TurnClusters>();
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
            proxy.UseMiddleware<UnrecordedForwarding>();
        });
    }

    private static void Map(WebApplication app)
    {
        var anyone = app.MapGroup("").AllowAnonymous().WithTags("gateway");
        anyone.MapGetHealth();
        anyone.MapGetLiveness();
        anyone.MapGetApiDocument();
        anyone.MapOpenSocket();
        var callers = app.MapGroup("").AddEndpointFilter(AuditedRefusals.OfOwnAsync);
        callers.MapIssueToken();
        callers.MapRevokeTokens();
        callers.MapGetLimits();
        callers.MapExplainLimits();
    }

    private static void AddLookups(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<MemoryOptions, MemoryOptionsValidator>("Authentication");
        builder.AddChanges();
        builder.AddModuleClient<TenantsDirectory>(TenantsDirectory.Module);
        builder.Services.AddSingleton<LookupBudgets>();
        builder.Services.AddSingleton<LookupMemory>();
        builder.Services.AddSingleton<TenantStates>();
        builder.Services.AddSingleton<RunningRequests>();
        builder.Services.AddHostedService<RunningRequestsWatch>();
        builder.Services.AddSingleton<KnownUsers>();
        builder.Services.AddSingleton<KnownKeys>();
    }

    private static void AddChanges(this WebApplicationBuilder builder)
    {
        builder.AddFreshness();
        builder.AddModuleAddress(TenantsDirectory.Module);
        builder.Services.AddHttpClient<IChangeSource, ChangesClient>(static client => client.BaseAddress = ModuleAddresses.Of(TenantsDirectory.Module))
            .AddServiceDiscovery()
            // No spans: it is no part of the request that happens to wait for it.
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { ActivityHeadersPropagator = null, UseProxy = false, AllowAutoRedirect = false });
    }

    private static void AddCredentials(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<IssuersOptions, IssuersOptionsValidator>("Authentication");
        builder.AddValidatedOptions<TokenOptions, TokenOptionsValidator>("Tokens");
        builder.Services.AddSingleton<ApiKeyAuthenticator>();
        builder.Services.AddSingleton<WakeSignal<KeyUseDelivery>>();
        builder.Services.AddSingleton<KeyUses>();
        builder.Services.AddHostedService<KeyUseDelivery>();
        builder.Services.AddSingleton<GatewayTokens>();
        builder.Services.AddSingleton<TrustedIssuers>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<TrustedIssuers>());
        builder.Services.AddSingleton<TokenAuthenticator>();
        builder.Services.AddSingleton<ContextMinter>();
    }

    private static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.AddModuleClient<AuditClient>(TenantsDirectory.Module);
        builder.Services.AddSingleton<WakeSignal<AuditDelivery>>();
        builder.Services.AddSingleton<AuditSink>();
        builder.Services.AddSingleton<IAuditSink>(static services => services.GetRequiredService<AuditSink>());
        builder.Services.AddSingleton<AuditDelivery>();
        builder.Services.AnswerRollCall(AuditBatch.RollCall, static services => services.GetRequiredService<AuditDelivery>().TellAllAsync);
        builder.Services.AddHostedService(static services => services.GetRequiredService<AuditDelivery>());
    }

    private static void AddSockets(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SocketOptions, SocketOptionsValidator>("Sockets");
        builder.Services.AddSingleton<SocketTelemetry>();
        builder.Services.AddSingleton<GatewayPipeline>();
        builder.Services.AddSingleton<RpcRunner>();
        builder.Services.AddSingleton<NoticeBoard>();
        builder.Services.AddSingleton<NearLimits>();
        builder.Services.AddSingleton<WarningMarks>();
        builder.Services.AddHostedService<LimitWatch>();
        builder.Services.AddSingleton<OpenSockets>();
        builder.Services.AddSingleton<SocketAdmission>();
        builder.Services.AddSingleton<SocketDoor>();
        builder.Services.AddSingleton<ISnapshotPart, HealthPart>();
        builder.Services.AddSingleton<ISnapshotPart, LimitsPart>();
    }

    private static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.AddMeters();
        builder.AddValidatedOptions<QueueOptions, QueueOptionsValidator>("Queue");
        builder.Services.AddSingleton<WaitingRoom>();
        builder.AddTokenBudgets();
        builder.Services.AddSingleton<BudgetReader>();
        builder.Services.AddSingleton<UsedAmounts>();
        builder.Services.AddSingleton<KnownLimits>();
        builder.AddModuleClient<KeptAmounts>(KeptAmounts.Module);
        builder.Services.AddSingleton<CallerAmounts>();
    }

    /// <summary>In which order they follow each other, <see cref="GuardChain"/> says.</summary>
    private static void AddGuards(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CredentialGuard>();
        builder.Services.AddSingleton<NamedTenantGuard>();
        builder.Services.AddSingleton<TenantActiveGuard>();
        builder.Services.AddSingleton<VisitGuard>();
        builder.Services.AddSingleton<TokenGuard>();
        builder.Services.AddSingleton<ScopeGuard>();
        builder.Services.AddSingleton<ConcurrencyGuard>();
        builder.Services.AddSingleton<IPolicySource<LookupOrigin>, PolicySource>();
        builder.AddDecisions<LookupOrigin>(static services => MemoryOf(services.GetRequiredService<IOptions<MemoryOptions>>().Value));
        builder.Services.AddSingleton<PolicyGuard>();
        builder.Services.AddSingleton<GuardChain>();
    }

    private static PolicyMemory MemoryOf(MemoryOptions options) => new(options.KnownFor, options.KnownAtMost, options.ComparedFor, options.UnknownFor, options.CacheCapacity);

    private static void AddProxy(this WebApplicationBuilder builder)
    {
        // Its own lines for each request say nothing that the traces do not say, and those of failures not which module it was.
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder.HttpForwarder", LogLevel.Error);
        builder.AddValidatedOptions<ProxyOptions, ProxyOptionsValidator>("Proxy");
        builder.AddTrustedProxies();
        builder.AddBrowserOrigins();
        builder.AddModuleClients();
        builder.Services.AddSingleton<IProxyConfigProvider, RouteTableProvider>();
        builder.Services.Configure<TransportFailureRateHealthPolicyOptions>(static options =>
        {
            options.MinimalTotalCountThreshold = 3;
            options.DetectionWindowSize = 2 * RouteTableProvider.LookAgainAfter;
        });
        builder.Services.AddReverseProxy()
            .AddServiceDiscoveryDestinationResolver()
            .ConfigureHttpClient(static (_, handler) =>
            {
                handler.RequestHeaderEncodingSelector = static (_, _) => HeaderText.Encoding;
                handler.ResponseHeaderEncodingSelector = static (_, _) => HeaderText.Encoding;
            })
            .AddTransforms(static transforms => transforms
                .AddRequestTransform(ContextTransform.ApplyAsync).AddRequestTransform(UnrecordedForwarding.HandOnAsync).AddResponseTransform(AuditedRefusals.OfModule));
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor<ForwardingSpanProcessor>());
    }
}
