using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Tenancy;

namespace Nanobot.ServiceDefaults.Authentication;

/// <summary>Registers the signed context, its authentication scheme and the policies; everything else is denied.</summary>
public static class TenancyExtensions
{
    /// <summary>Makes a service accept nothing but the signed context, and deny every endpoint that names no policy.</summary>
    public static void AddTenantContextAuthentication(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services
            .AddAuthentication(TenantContextAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TenantContextAuthenticationHandler>(TenantContextAuthenticationHandler.SchemeName, null);
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(static _ => false).Build())
            .AddPolicy(TenantPolicies.User, Requires(static context => context.HasTenant && context.UserId is not null))
            .AddPolicy(TenantPolicies.Member, Requires(static context => context.HasTenant))
            .AddPolicy(TenantPolicies.Admin, Requires(static context => context.HasTenant && context.Role == TenantRole.TenantAdmin))
            .AddPolicy(TenantPolicies.Manager, Requires(static context =>
                context.Role == TenantRole.Operator || (context.HasTenant && context.Role == TenantRole.TenantAdmin)))
            .AddPolicy(TenantPolicies.Caller, Requires(static context => context.HasTenant || context.Role == TenantRole.Operator))
            .AddPolicy(TenantPolicies.Operator, Requires(static context => context.Role == TenantRole.Operator))
            .AddPolicy(TenantPolicies.Gateway, Requires(static context => context.Role == TenantRole.Gateway))
            .AddPolicy(TenantPolicies.ModuleOfTenant, static policy => policy.RequireAuthenticatedUser().RequireAssertion(static authorization =>
                authorization.Resource is HttpContext http && IsOfModule(http)))
            .AddPolicy(TenantPolicies.Module, Requires(static context => context.Role == TenantRole.Module));
    }

    /// <summary>The verified context of a request; throws where the endpoint's policy did not ask for one.</summary>
    public static TenantContext GetTenantContext(this HttpContext http) =>
        http.Features.Get<TenantContext>() ?? throw new InvalidOperationException("The request has no tenant context.");

    // Signed by a module for a call of its own: what the gateway lets in is none.
    private static bool IsOfModule(HttpContext http) =>
        http.RequestServices.GetRequiredService<TenantContextCodec>().Verify(http.Request.Headers[TenantHeaders.Context], ContextAudience.Background) is { HasTenant: true };

    private static Action<AuthorizationPolicyBuilder> Requires(Func<TenantContext, bool> condition) => policy => policy
        .RequireAuthenticatedUser()
        .RequireAssertion(authorization =>
            authorization.Resource is HttpContext http && http.Features.Get<TenantContext>() is { } context && condition(context));
}
