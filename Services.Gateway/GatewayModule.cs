using Microsoft.Net.Http.Headers;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Http.Answers;
using Nanobot.Services.Gateway.Audit;
using Nanobot.Services.Gateway.Browsers;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Events;
using Nanobot.Services.Gateway.Features.GetApiDocument;
using Nanobot.Services.Gateway.Features.ExplainLimits;
using Nanobot.Services.Gateway.Features.GetBoundaries;
using Nanobot.Services.Gateway.Features.GetContract;
using Nanobot.Services.Gateway.Features.GetInstances;
using Nanobot.Services.Gateway.Features.GetPhases;
using Nanobot.Services.Gateway.Features.GetPlan;
using Nanobot.Services.Gateway.Features.GetHealth;
using Nanobot.Services.Gateway.Features.GetLimits;
using Nanobot.Services.Gateway.Features.GetLiveness;
using Nanobot.Services.Gateway.Features.IssueToken;
using Nanobot.Services.Gateway.Features.OpenSocket;
using Nanobot.Services.Gateway.Features.RevokeTokens;
using Nanobot.Services.Gateway.Features.StreamEvents;
using Nanobot.Services.Gateway.Guards;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Plan;
using Nanobot.Services.Gateway.Routing;
using Nanobot.Services.Gateway.Routing.Destinations;
using Nanobot.Services.Gateway.Sockets.Frames;
using Nanobot.Services.Gateway.Sockets.Rpc;

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
        builder.Services.AddSingleton<Boundaries>();
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
            proxy.UseMiddleware<UnsentRequests>();
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
        callers.MapStreamEvents();
        var operators = callers.MapGroup("").AddEndpointFilter(Operators.OnlyAsync);
        operators.MapGetPlan();
        operators.MapGetBoundaries();
        operators.MapGetPhases();
        operators.MapGetInstances();
        operators.MapGetContract();
    }
}
