using Microsoft.Extensions.Options;
using Nanobot.Contracts.Audit;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Bus.RollCalls;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Rights.Known;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Replicas;
using Nanobot.Services.Gateway.Audit;
using Nanobot.Services.Gateway.Browsers;
using Nanobot.Services.Gateway.Caching;
using Nanobot.Services.Gateway.Changes;
using Nanobot.Services.Gateway.Credentials.ApiKeys;
using Nanobot.Services.Gateway.Credentials.Jwt;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Events;
using Nanobot.Services.Gateway.Features.GetHealth;
using Nanobot.Services.Gateway.Features.GetLimits;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Links;
using Nanobot.Services.Gateway.Guards;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Policies;
using Nanobot.Services.Gateway.Queueing;
using Nanobot.Services.Gateway.Instances;
using Nanobot.Services.Gateway.Routing;
using Nanobot.Services.Gateway.Routing.Destinations;
using Nanobot.Services.Gateway.Sockets;
using Nanobot.Services.Gateway.Sockets.Bounds;
using Nanobot.Services.Gateway.Sockets.Notices;
using Nanobot.Services.Gateway.Sockets.Rpc;
using Nanobot.Services.Gateway.Sockets.Streams;
using Nanobot.Services.Gateway.Sockets.Warnings;
using Nanobot.Services.Gateway.Tenants;
using OpenTelemetry.Trace;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace Nanobot.Services.Gateway;

/// <summary>What the gateway's services are made of, room by room.</summary>
internal static class GatewayServices
{
    // A module is a neighbour: one that is there answers at once, and one behind a wall must not hold requests for minutes.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static void AddLookups(this WebApplicationBuilder builder)
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

    public static void AddChanges(this WebApplicationBuilder builder)
    {
        builder.AddFreshness();
        builder.AddModuleAddress(TenantsDirectory.Module);
        builder.Services.AddHttpClient<IChangeSource, ChangesClient>(static client => client.BaseAddress = ModuleAddresses.Of(TenantsDirectory.Module))
            .AddReplicas()
            // No spans: it is no part of the request that happens to wait for it.
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { ActivityHeadersPropagator = null, UseProxy = false, AllowAutoRedirect = false })
            .BindTo(builder, TenantsDirectory.Module);
    }

    public static void AddCredentials(this WebApplicationBuilder builder)
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

    public static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.AddModuleClient<AuditClient>(TenantsDirectory.Module);
        builder.Services.AddSingleton<WakeSignal<AuditDelivery>>();
        builder.Services.AddSingleton<AuditSink>();
        builder.Services.AddSingleton<IAuditSink>(static services => services.GetRequiredService<AuditSink>());
        builder.Services.AddSingleton<AuditDelivery>();
        builder.Services.AnswerRollCall(AuditBatch.RollCall, static services => services.GetRequiredService<AuditDelivery>().TellAllAsync);
        builder.Services.AddHostedService(static services => services.GetRequiredService<AuditDelivery>());
    }

    public static void AddSockets(this WebApplicationBuilder builder)
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
        builder.Services.AddSingleton<OpenStreams>();
        builder.Services.AddSingleton<StreamDoor>();
        builder.Services.AddSingleton<ISnapshotPart, HealthPart>();
        builder.Services.AddSingleton<ISnapshotPart, LimitsPart>();
    }

    public static void AddLimits(this WebApplicationBuilder builder)
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
    public static void AddGuards(this WebApplicationBuilder builder)
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
        builder.AddValidatedOptions<LinkDoorOptions, LinkDoorOptionsValidator>("Links");
        builder.Services.AddSingleton<LinkDoor>();
    }

    private static PolicyMemory MemoryOf(MemoryOptions options) => new(options.KnownFor, options.KnownAtMost, options.ComparedFor, options.UnknownFor, options.CacheCapacity);

    public static void AddProxy(this WebApplicationBuilder builder)
    {
        // Its own lines for each request say nothing that the traces do not say, and those of failures not which module it was.
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder.HttpForwarder", LogLevel.Error);
        builder.AddValidatedOptions<ProxyOptions, ProxyOptionsValidator>("Proxy");
        builder.AddTrustedProxies();
        builder.AddBrowserOrigins();
        builder.AddModuleClients();
        builder.Services.AddSingleton<RouteTableProvider>();
        builder.Services.AddSingleton<IProxyConfigProvider>(static services => services.GetRequiredService<RouteTableProvider>());
        builder.Services.AddSingleton<IAvailableDestinationsPolicy, InstancesFirst>();
        builder.Services.AddSingleton<IPassiveHealthCheckPolicy, UnreachedDestinations>();
        builder.Services.AddHostedService<InstanceWatch>();
        builder.Services.Configure<TransportFailureRateHealthPolicyOptions>(static options =>
        {
            options.MinimalTotalCountThreshold = 3;
            options.DetectionWindowSize = 2 * UnreachedDestinations.LookAgainAfter;
        });
        var bindings = new ModuleBindings(builder);
        builder.Services.AddReverseProxy()
            .AddServiceDiscoveryDestinationResolver()
            .ConfigureHttpClient((client, handler) =>
            {
                bindings.Connect(client, handler);
                handler.ConnectTimeout = ConnectTimeout;
                handler.RequestHeaderEncodingSelector = static (_, _) => HeaderText.Encoding;
                handler.ResponseHeaderEncodingSelector = static (_, _) => HeaderText.Encoding;
            })
            .AddTransforms(transforms => transforms
                .AddRequestTransform(bindings.AddressAsync)
                .AddRequestTransform(ContextTransform.ApplyAsync).AddRequestTransform(UnrecordedForwarding.HandOnAsync).AddResponseTransform(AuditedRefusals.OfModule));
        OwnAddresses.Precede(builder.Services);
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor<ForwardingSpanProcessor>());
    }
}
