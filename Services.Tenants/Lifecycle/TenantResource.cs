using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Lifecycle;

/// <summary>A tenant as the API shows it.</summary>
/// <param name="TenantId">Its id.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Tier">free, basic, professional or enterprise.</param>
/// <param name="Status">active, trial, suspended, expired or deleted.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="TrialEndsAt">When its trial ends or ended; null for a tenant without one, or activated since.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="UpdatedAt">When it last changed.</param>
internal sealed record TenantResource(
    string TenantId,
    string Name,
    string Tier,
    string Status,
    string TimeZone,
    DateTimeOffset? TrialEndsAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static TenantResource Of(TenantRow row) =>
        new(row.TenantId, row.Name, row.Tier, row.Status, row.TimeZone, row.TrialEndsAt, row.CreatedAt, row.UpdatedAt);
}
