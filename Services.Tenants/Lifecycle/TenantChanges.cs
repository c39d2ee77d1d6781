using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Tenants.Lifecycle;

/// <summary>What an operator can make of a tenant.</summary>
internal static class TenantChanges
{
    private static readonly string Active = TenantStatus.Active.Value;
    private static readonly string Suspended = TenantStatus.Suspended.Value;
    private static readonly string Trial = TenantStatus.Trial.Value;

    /// <summary>May not be used until it is activated; one whose term has ended stays as it is.</summary>
    public static TenantChange<TenantSuspended> Suspend { get; } = new(
        "suspended",
        static tenant => tenant.Status == Active || tenant.Status == Trial ? tenant with { Status = Suspended } : null,
        static (_, tenant) => new TenantSuspended(tenant.TenantId, tenant.Epoch));

    /// <summary>May be used from now on, for good: a trial is over with it, whether it had ended or not.</summary>
    public static TenantChange<TenantActivated> Activate { get; } = new(
        "activated",
        static tenant => tenant.Status == Active ? null : tenant with { Status = Active, TrialEndsAt = null },
        static (_, tenant) => new TenantActivated(tenant.TenantId, tenant.Epoch));

    /// <summary>Is as if it were not there from now on; nothing brings it back.</summary>
    public static TenantChange<TenantDeleted> Delete { get; } = new(
        "deleted",
        static tenant => tenant.IsDeleted ? null : tenant with { Status = TenantStatus.Deleted.Value },
        static (_, tenant) => new TenantDeleted(tenant.TenantId, tenant.Epoch))
    {
        ReachesDeleted = true,
    };

    /// <summary>Is on that plan from now on, however it stands.</summary>
    public static TenantChange<TenantTierChanged> ToTier(TenantTier tier) => new(
        "tier_changed",
        tenant => tenant.Tier == tier.Value ? null : tenant with { Tier = tier.Value },
        static (before, tenant) => new TenantTierChanged(tenant.TenantId, tenant.Tier, before.Tier, tenant.Status, tenant.Epoch));
}
