using Nanobot.Contracts.Events;

namespace Nanobot.Services.Tenants.Events;

/// <summary>Every topic that this module publishes to.</summary>
internal static class Publications
{
    public static IReadOnlyList<string> All { get; } =
    [
        TenantCreated.Topic, TenantSuspended.Topic, TenantActivated.Topic, TenantExpired.Topic, TenantTierChanged.Topic, TenantConfigUpdated.Topic, TenantPoliciesChanged.Topic, TenantDeleted.Topic, UserCreated.Topic, UserConfigUpdated.Topic, UserTokensRevoked.Topic, ApiKeyRevoked.Topic,
    ];
}
