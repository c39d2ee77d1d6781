using Nanobot.Contracts.Limits;

namespace Nanobot.Contracts.Credentials;

/// <summary>What the gateway needs to know of a tenant: <c>GET /internal/tenants/{tenant_id}</c>.</summary>
/// <param name="TenantId">The tenant's id.</param>
/// <param name="Status">active, trial, suspended, expired or deleted.</param>
/// <param name="Tier">free, basic, professional or enterprise.</param>
/// <param name="Epoch">The tenant's epoch.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="TrialEndsAt">When a tenant on trial may be used no longer, whether its status says so yet or not; null: it does not end by itself.</param>
public sealed record TenantSnapshot(string TenantId, string Status, string Tier, long Epoch, string TimeZone, DateTimeOffset? TrialEndsAt = null)
{
    /// <summary>The amounts that are its own in place of its plan's, as <see cref="QuotaText"/> writes them; null: none.</summary>
    public string? Quotas { get; init; }
}
