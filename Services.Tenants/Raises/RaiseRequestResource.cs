using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.Raises;

/// <summary>A request for a raise as the API shows it.</summary>
/// <param name="RequestId">Its id.</param>
/// <param name="TenantId">The asker's tenant.</param>
/// <param name="UserId">Who asked; null: an administrator that acts as no user.</param>
/// <param name="Scope">Whose limit: the user's or the tenant's.</param>
/// <param name="Quota">Name of the quota.</param>
/// <param name="Amount">How much was asked for.</param>
/// <param name="ForSeconds">How long, from the decision on; null: until a moment.</param>
/// <param name="Until">Until when; null: for a time.</param>
/// <param name="Reason">What for.</param>
/// <param name="Status">pending, approved or rejected.</param>
/// <param name="GrantedAmount">What was granted; null: nothing.</param>
/// <param name="GrantedUntil">When that ends.</param>
/// <param name="DecidedBy">The user that decided, or else the role.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="CreatedAt">When it was asked.</param>
internal sealed record RaiseRequestResource(
    Guid RequestId, string TenantId, string? UserId, string Scope, string Quota, decimal Amount, int? ForSeconds, DateTimeOffset? Until, string Reason,
    string Status, decimal? GrantedAmount, DateTimeOffset? GrantedUntil, string? DecidedBy, DateTimeOffset? DecidedAt, DateTimeOffset CreatedAt)
{
    public static RaiseRequestResource Of(RaiseRequestRow row) => new(
        row.RequestId, row.TenantId, row.UserId, row.Scope, row.Quota, ShownAmount.Of(row.Quota, row.Amount), row.ForSeconds, row.Until, row.Reason, row.Status,
        ShownAmount.Of(row.Quota, row.GrantedAmount), row.GrantedUntil, row.DecidedBy, row.DecidedAt, row.CreatedAt);
}
