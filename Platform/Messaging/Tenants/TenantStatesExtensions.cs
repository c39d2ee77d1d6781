using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;

namespace Nanobot.Platform.Messaging.Tenants;

/// <summary>Lets a module know its tenants' states; for modules that store work and claim it later.</summary>
public static class TenantStatesExtensions
{
    /// <summary>Registers what notes the states.</summary>
    public static void AddTenantStates(this IServiceCollection services)
    {
        services.AddEventHandler<TenantCreated, NoteTenantState>();
        services.AddEventHandler<TenantSuspended, NoteTenantState>();
        services.AddEventHandler<TenantActivated, NoteTenantState>();
    }

    /// <summary>Takes up the events that tell of them.</summary>
    public static void MapTenantStates(this WebApplication app)
    {
        app.MapTopic<TenantCreated>();
        app.MapTopic<TenantSuspended>();
        app.MapTopic<TenantActivated>();
    }
}
