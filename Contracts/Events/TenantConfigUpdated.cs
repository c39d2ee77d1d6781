using Nanobot.Contracts.Limits;

namespace Nanobot.Contracts.Events;

/// <summary>A tenant's own amounts are others from now on.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="Status">How it stands: active, trial, suspended or expired.</param>
/// <param name="Quotas">The amounts, as <see cref="QuotaText"/> writes them; null: none.</param>
/// <param name="Epoch">The tenant's epoch after it.</param>
public sealed record TenantConfigUpdated(string TenantId, string Status, string? Quotas, long Epoch) : IIntegrationEvent<TenantConfigUpdated>
{
    /// <inheritdoc />
    public static string Topic => "tenant.config_updated.v1";
}
