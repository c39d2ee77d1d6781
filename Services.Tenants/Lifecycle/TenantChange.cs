using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Lifecycle;

/// <summary>One kind of change of a tenant.</summary>
/// <param name="Name">As metrics name it.</param>
/// <param name="To">The tenant as it is to be; null where it is so already.</param>
/// <param name="Tell">The event, by the tenant before and after.</param>
internal sealed record TenantChange<TEvent>(string Name, Func<TenantRow, TenantRow?> To, Func<TenantRow, TenantRow, TEvent> Tell)
{
    /// <summary>Whether a deleted tenant is there for it.</summary>
    public bool ReachesDeleted { get; init; }
}
