using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Health;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Audit;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http.Answers;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Telemetry;

namespace Nanobot.ServiceDefaults.Hosting;

/// <summary>What every service shares: one call before it is built, one after.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Adds the defaults of the module <paramref name="module"/>: telemetry, health, problem+json, the wire's JSON, the
    /// signed tenant context as the only credential, denial without a policy, injected time and randomness.
    /// </summary>
    public static void AddServiceDefaults(this WebApplicationBuilder builder, string module)
    {
        builder.AddHostDefaults(module);
        builder.AddTenantContextAuthentication();
        builder.Services.Configure<AnswerHeadersOptions>(static options =>
        {
            options.Credentials.Add(TenantHeaders.Context);
            options.TellsRefusals = true;
        });
    }

    /// <summary>The part that the gateway shares too: everything but the services' way of authenticating.</summary>
    public static void AddHostDefaults(this WebApplicationBuilder builder, string module)
    {
        var self = new Platform.Core.Modules.Module(module, ProductVersion);
        builder.Services.AddSingleton(self);
        builder.Services.TryAddSingleton(TimeProvider.System);
        // One for each who asks: they do not stand being shared.
        builder.Services.TryAddTransient(static _ => new Random(RandomNumberGenerator.GetInt32(int.MaxValue)));
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, StopElsewhere>()); // the first to start, and so the last to stop
        builder.Services.TryAddSingleton<Backoff>();
        builder.AddModuleTelemetry(self);
        builder.AddTenantContextCodec();
        builder.Services.AddHealthChecks();
        builder.Services.TryAddSingleton(ModuleContract.Of(module));
        builder.Services.AddSingleton(static services => ModuleInstance.New(Environment.MachineName, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddModuleDocument(self);
        builder.Services.AddExceptionHandler<ProblemExceptionHandler>();
        builder.Services.AddBodyCodings();
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = ProblemTrace.Add);
        builder.Services.ConfigureHttpJsonOptions(options => Json.Apply(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.AddShutdownLimit();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Operation.DefaultLargestBody;
            kestrel.RequestHeaderEncodingSelector = static _ => HeaderText.Encoding;
            kestrel.ResponseHeaderEncodingSelector = static _ => HeaderText.Encoding;
        });
    }

    /// <summary>Puts the shared middleware in its order and maps health and the OpenAPI document.</summary>
    public static void UseServiceDefaults(this WebApplication app)
    {
        app.UseHostDefaults();
        app.UseMiddleware<JsonBodyMiddleware>();
        app.UseKnownRoutes();
        app.UseAuthentication();
        app.UseTenantScope();
        app.UseAuthorization();
        app.UseOperationRules();
        app.UseMiddleware<AuditMiddleware>();
        app.UseMiddleware<BodyErrorsMiddleware>();
        app.MapModuleHealth();
        app.MapOpenApi("/openapi.json").AllowAnonymous().AnswersHead();
    }

    /// <summary>Routing; a path or method that no endpoint has is answered here, and OPTIONS with the methods of its path.</summary>
    public static void UseKnownRoutes(this WebApplication app)
    {
        app.UseRouting();
        app.UseMiddleware<UnknownRouteMiddleware>();
    }

    /// <summary>What holds for every operation that is served here, once its caller is known: the form of its answer and of its body.</summary>
    public static void UseOperationRules(this WebApplication app) => app.UseWhen(
        static http => http.GetEndpoint()?.Metadata.GetMetadata<Operation>() is not null,
        static operations =>
        {
            operations.UseMiddleware<OperationRulesMiddleware>();
            operations.UseRequestDecompression();
        });

    /// <summary>
    /// The middleware that the gateway shares too: exceptions and bare status codes become problem+json, and every answer says how it may
    /// be kept.
    /// </summary>
    public static void UseHostDefaults(this WebApplication app)
    {
        app.UseMiddleware<AnswerHeadersMiddleware>();
        app.UseExceptionHandler();
        app.UseStatusCodePages(StatusCodeProblems.WriteAsync);
        app.UseMiddleware<PlainRequestMiddleware>();
    }

    /// <summary>Runs what follows in the scope of the request's verified context, on its span and its metrics too.</summary>
    public static void UseTenantScope(this WebApplication app) => app.UseMiddleware<TenantScopeMiddleware>();

    private static string ProductVersion { get; } =
        typeof(ServiceDefaultsExtensions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
