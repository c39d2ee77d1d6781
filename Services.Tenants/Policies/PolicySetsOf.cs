using System.Diagnostics.CodeAnalysis;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>The sets of policies by whose they are.</summary>
internal sealed class PolicySetsOf(TenantDb tenants, PlatformDb platform)
{
    /// <summary>The installation's.</summary>
    [SuppressMessage("Tenancy", "NBA004", Justification = "Made without a tenant, by the same type as a tenant's.")]
    public PolicyDb Installation { get; } = new(tenants, platform, null);

    /// <summary>A tenant's.</summary>
    public PolicyDb Tenant(TenantContext context) => new(tenants, platform, context);
}
