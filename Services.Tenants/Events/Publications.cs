using Nanobot.Contracts.Events;

namespace Nanobot.Services.Tenants.Events;

/// <summary>Every topic that this module publishes to.</summary>
internal static class Publications
{
    public static IReadOnlyList<string> All { get; } =
    [
        TenantCreated.Topic, TenantSuspended.Topic, TenantActivated.Topic, TenantExpired.Topic, TenantTierChanged.Topic, TenantConfigUpdated.Topic,
        TenantPoliciesChanged.Topic, TenantAttributesChanged.Topic, TenantQuotaRulesChanged.Topic, TenantDeleted.Topic,
        UserCreated.Topic, UserConfigUpdated.Topic, UserAttributesChanged.Topic, UserQuotasChanged.Topic, UserTokensRevoked.Topic,
        ApiKeyCreated.Topic, ApiKeyRotated.Topic, ApiKeyRevoked.Topic, ModelChanged.Topic, LimitRaiseRequested.Topic, LimitRaiseDecided.Topic,
    ];
}
