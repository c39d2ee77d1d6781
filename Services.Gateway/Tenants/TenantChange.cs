using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>How a tenant stands from an epoch on, as it was told.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Tier">Its plan; null where it was not told.</param>
/// <param name="Epoch">The epoch.</param>
internal sealed record TenantChange(string Status, string? Tier, long Epoch)
{
    /// <summary>The tenant after the change. Only one that is still on trial has an end: it is told of nowhere but in its snapshot, and never moves.</summary>
    public TenantSnapshot ApplyTo(TenantSnapshot tenant) => tenant with
    {
        Status = Status,
        Tier = Tier ?? tenant.Tier,
        Epoch = Epoch,
        TrialEndsAt = Status == TenantStatus.Trial.Value ? tenant.TrialEndsAt : null,
    };
}
