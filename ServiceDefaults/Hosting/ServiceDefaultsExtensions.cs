using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Telemetry;

namespace Nanobot.ServiceDefaults.Hosting;

/// <summary>What every service shares: one call before it is built, one after.</summary>
public static class ServiceDefaultsExtensions
{
    private const long MaximumBodySize = 1024 * 1024;

    /// <summary>
    /// Adds the defaults of the module <paramref name="module"/>: telemetry, health, problem+json, the wire's JSON, the
    /// signed tenant context as the only credential, denial without a policy, injected time and randomness.
    /// </summary>
    public static void AddServiceDefaults(this WebApplicationBuilder builder, string module)
    {
        builder.AddHostDefaults(module);
        builder.AddTenantContextAuthentication();
    }

    /// <summary>The part that the gateway shares too: everything but the services' way of authenticating.</summary>
    public static void AddHostDefaults(this WebApplicationBuilder builder, string module)
    {
        var self = new Platform.Core.Modules.Module(module, ProductVersion);
        builder.Services.AddSingleton(self);
        builder.Services.TryAddSingleton(TimeProvider.System);
        // One for each who asks: they do not stand being shared.
        builder.Services.TryAddTransient(static _ => new Random(RandomNumberGenerator.GetInt32(int.MaxValue)));
        builder.Services.TryAddSingleton<Backoff>();
        builder.AddModuleTelemetry(self);
        builder.AddTenantContextCodec();
        builder.Services.AddHealthChecks();
        builder.Services.AddModuleDocument(self);
        builder.Services.AddExceptionHandler<ProblemExceptionHandler>();
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = ProblemTrace.Add);
        builder.Services.ConfigureHttpJsonOptions(options => Json.Apply(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.AddShutdownLimit();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaximumBodySize;
        });
    }

    /// <summary>Puts the shared middleware in its order and maps health and the OpenAPI document.</summary>
    public static void UseServiceDefaults(this WebApplication app)
    {
        app.UseHostDefaults();
        app.UseRouting();
        app.UseMiddleware<UnknownRouteMiddleware>();
        app.UseAuthentication();
        app.UseTenantScope();
        app.UseAuthorization();
        app.UseMiddleware<BodyErrorsMiddleware>();
        app.MapModuleHealth();
        app.MapOpenApi("/openapi.json").AllowAnonymous();
    }

    /// <summary>The middleware that the gateway shares too: exceptions and bare status codes become problem+json.</summary>
    public static void UseHostDefaults(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(StatusCodeProblems.WriteAsync);
    }

    /// <summary>Runs what follows in the scope of the request's verified context, on its span and its metrics too.</summary>
    public static void UseTenantScope(this WebApplication app) => app.UseMiddleware<TenantScopeMiddleware>();

    private static string ProductVersion { get; } =
        typeof(ServiceDefaultsExtensions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
