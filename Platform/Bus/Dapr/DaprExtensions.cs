using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Bus.Dapr;

/// <summary>Registers Dapr as what carries the events.</summary>
internal static class DaprExtensions
{
    public static void AddDaprTransport(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(SidecarToken.Read(builder.Configuration));
        builder.Services.AddDaprClient();
        builder.Services.AddSingleton<DaprBulkPublisher>();
        builder.Services.AddSingleton<IOutboxBroker, DaprPublisher>();
        builder.Services.AddSingleton<DaprDeadLetters>();
        builder.Services.AddSingleton<DaprReceiver>();
        builder.Services.AddSingleton<DaprRoutes>();
        builder.Services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, SidecarAuthenticationHandler>(SidecarAuthenticationHandler.SchemeName, null);
        builder.Services.AddAuthorizationBuilder().AddPolicy(TenantPolicies.Sidecar, policy => policy
            .AddAuthenticationSchemes(SidecarAuthenticationHandler.SchemeName)
            .RequireAuthenticatedUser());
        // Without it nothing is lost: events wait in the outbox, or at the sidecar.
        builder.Services.AddHealthChecks().AddCheck<DaprHealthCheck>("dapr", HealthStatus.Degraded);
    }
}
