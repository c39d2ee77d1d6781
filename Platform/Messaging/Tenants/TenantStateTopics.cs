using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Messaging.Tenants;

/// <summary>Lets a module know its tenants' states; for modules that store work and claim it later.</summary>
public static class TenantStateTopics
{
    /// <summary>The events that tell of them, and what notes them.</summary>
    public static IReadOnlyList<ModuleTopic> All { get; } =
    [
        Subscription.Of<TenantCreated, NoteTenantState>(),
        Subscription.Of<TenantSuspended, NoteTenantState>(),
        Subscription.Of<TenantActivated, NoteTenantState>(),
        Subscription.Of<TenantExpired, NoteTenantState>(),
        Subscription.Of<TenantTierChanged, NoteTenantState>(),
        Subscription.Of<TenantConfigUpdated, NoteTenantState>(),
        Subscription.Of<TenantDeleted, NoteTenantState>(),
    ];
}
