using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Lifecycle;

/// <summary>A tenant, for whoever manages it.</summary>
/// <param name="Row">The tenant.</param>
/// <param name="Context">In which its rows are worked with, and no other tenant's.</param>
internal sealed record ManagedTenant(TenantRow Row, TenantContext Context);
