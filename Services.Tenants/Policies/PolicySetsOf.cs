using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>The sets of policies by whose they are.</summary>
internal sealed class PolicySetsOf(TenantDb tenants, InstallationPolicyDb installation)
{
    /// <summary>The installation's.</summary>
    public IPolicyDb Installation => installation;

    /// <summary>A tenant's.</summary>
    public IPolicyDb Tenant(TenantContext context) => new TenantPolicyDb(tenants, context);
}
