using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Domain;
using Nanobot.Services.Tenants.Features.BootstrapOperator;
using Nanobot.Services.Tenants.Features.ChangeStatus;
using Nanobot.Services.Tenants.Features.CreateTenant;
using Nanobot.Services.Tenants.Features.CreateUser;
using Nanobot.Services.Tenants.Features.GetCurrentTenant;
using Nanobot.Services.Tenants.Features.GetTenant;
using Nanobot.Services.Tenants.Features.GetTenantSnapshot;
using Nanobot.Services.Tenants.Features.GetUser;
using Nanobot.Services.Tenants.Features.IssueKey;
using Nanobot.Services.Tenants.Features.ListKeys;
using Nanobot.Services.Tenants.Features.ListTenants;
using Nanobot.Services.Tenants.Features.ListUsers;
using Nanobot.Services.Tenants.Features.ResolveCredential;
using Nanobot.Services.Tenants.Features.RevokeKey;
using Nanobot.Services.Tenants.Features.UpdatePreferences;
using Nanobot.Services.Tenants.Features.UpdateWatchlist;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants;

/// <summary>The tenants module: tenants, users and their configuration, API keys.</summary>
internal static class TenantsService
{
    public static void AddTenants(this WebApplicationBuilder builder)
    {
        builder.AddModuleDatabase("tenantsdb", typeof(TenantsService).Assembly);
        builder.AddModuleCache("cache");
        builder.AddMessaging();
        builder.Services.TryAddSingleton(RandomNumberGenerator.Create());
        builder.Services.AddSingleton<TenantsMetrics>();
        builder.Services.AddSingleton<ApiKeyGenerator>();
        builder.Services.AddSingleton<CreateTenantHandler>();
        builder.Services.AddSingleton<ChangeStatusHandler>();
        builder.Services.AddSingleton<IssueKeyHandler>();
        builder.Services.AddSingleton<RevokeKeyHandler>();
        builder.Services.AddSingleton<CreateUserHandler>();
        builder.Services.AddSingleton<UserConfiguration>();
        builder.AddValidatedOptions<BootstrapOptions, BootstrapOptionsValidator>("Bootstrap");
        builder.Services.AddHostedService<OperatorKeyBootstrap>();
    }

    public static void MapTenants(this WebApplication app)
    {
        MapForOperators(app.MapGroup("/tenants").WithTags("tenants").RequireAuthorization(TenantPolicies.Operator));
        MapForAdministrators(app.MapGroup("/users").WithTags("users").RequireAuthorization(TenantPolicies.Admin));
        MapForMembers(app);
        MapForGateway(app.MapGroup("/internal").WithTags("internal").RequireAuthorization(TenantPolicies.Gateway));
    }

    private static void MapForOperators(RouteGroupBuilder tenants)
    {
        CreateTenantEndpoint.Map(tenants);
        ListTenantsEndpoint.Map(tenants);
        GetTenantEndpoint.Map(tenants);
        ChangeStatusEndpoint.Map(tenants);
        IssueKeyEndpoint.Map(tenants);
        ListKeysEndpoint.Map(tenants);
        RevokeKeyEndpoint.Map(tenants);
    }

    private static void MapForAdministrators(RouteGroupBuilder users)
    {
        CreateUserEndpoint.Map(users);
        ListUsersEndpoint.Map(users);
    }

    private static void MapForMembers(WebApplication app)
    {
        GetCurrentTenantEndpoint.Map(app.MapGroup("/tenants/current").WithTags("tenants").RequireAuthorization(TenantPolicies.Member));
        var users = app.MapGroup("/users").WithTags("users").RequireAuthorization(TenantPolicies.Member);
        GetUserEndpoint.Map(users);
        UpdateWatchlistEndpoint.Map(users);
        UpdatePreferencesEndpoint.Map(users);
    }

    private static void MapForGateway(RouteGroupBuilder gateway)
    {
        ResolveCredentialEndpoint.Map(gateway);
        GetTenantSnapshotEndpoint.Map(gateway);
    }
}
