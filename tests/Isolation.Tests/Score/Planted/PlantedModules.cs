using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Testing;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Nanobot.Isolation.Tests.Score.Planted;

/// <summary>Modules into which a fault can be planted while they run: their definitions with something of the tests' own in the container, and nothing of it does anything without a fault.</summary>
internal sealed class PlantedModules
{
    private const string Gateway = "gateway";
    private volatile Fault? _fault;

    /// <summary>The fault that is there; null: none.</summary>
    public Fault? Fault { get => _fault; set => _fault = value; }

    /// <summary>The module, with the places for faults.</summary>
    public ModuleDefinition Change(ModuleDefinition module) => module with
    {
        Services = builder =>
        {
            module.Services(builder);
            builder.Services.AddSingleton<IStartupFilter>(new First(http => Of(module.Name)?.Around, module.Name));
            if (module.Name == Gateway)
            {
                // After the module's own, whose context it puts another one in place of.
                builder.Services.AddSingleton<ITransformProvider>(new Misled(this));
            }
            else
            {
                builder.Services.AddSingleton(new Believer(() => Of(module.Name)));
                builder.Services.AddScoped<IAuthenticationService, MistakenAuthentication>();
            }
        },
    };

    private Fault? Of(string module) => _fault is { } fault && fault.Module == module ? fault : null;

    private sealed class First(Func<HttpContext, Func<HttpContext, RequestDelegate, Task>?> around, string module) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, then) =>
            {
                http.Items[nameof(PlantedModules)] = module;
                return around(http) is { } planted ? planted(http, then) : then(http);
            });
            next(app);
        };
    }

    private sealed record Believer(Func<Fault?> Fault);

    private sealed class MistakenAuthentication(
        Believer believer, IAuthenticationSchemeProvider schemes, IAuthenticationHandlerProvider handlers, IClaimsTransformation transform, IOptions<AuthenticationOptions> options)
        : AuthenticationService(schemes, handlers, transform, options)
    {
        public override async Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme)
        {
            var result = await base.AuthenticateAsync(context, scheme);
            if (believer.Fault() is not { } fault)
            {
                return result;
            }

            if (!result.Succeeded && fault.Believes?.Invoke(context) is { } believed)
            {
                context.Features.Set(believed);
                var identity = new System.Security.Claims.ClaimsIdentity("believed");
                return AuthenticateResult.Success(new AuthenticationTicket(new System.Security.Claims.ClaimsPrincipal(identity), "believed"));
            }

            if (result.Succeeded && fault.Takes is { } takes && context.Features.Get<TenantContext>() is { HasTenant: true } verified)
            {
                context.Features.Set(takes(context, verified));
            }

            return result;
        }
    }

    private sealed class Misled(PlantedModules modules) : ITransformProvider
    {
        private readonly TenantContextCodec _codec = TestContexts.Codec();

        public void ValidateRoute(TransformRouteValidationContext context)
        {
        }

        public void ValidateCluster(TransformClusterValidationContext context)
        {
        }

        public void Apply(TransformBuilderContext context) => context.AddRequestTransform(transform =>
        {
            var http = transform.HttpContext;
            if (modules.Of(Gateway)?.Takes is { } takes && http.Features.Get<MintedContext>() is { Context: { HasTenant: true } minted })
            {
                var headers = transform.ProxyRequest.Headers;
                foreach (var name in TenantContextHeaders.All)
                {
                    headers.Remove(name);
                }

                headers.Add(TenantHeaders.Context, _codec.ForCall(takes(http, minted), http.GetReverseProxyFeature().Route.Config.ClusterId!));
            }

            return ValueTask.CompletedTask;
        });
    }
}
