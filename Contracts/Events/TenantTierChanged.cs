namespace Nanobot.Contracts.Events;

/// <summary>A tenant is on another plan. It says how the tenant stands as well, since the events of different topics come in any order.</summary>
/// <param name="TenantId">Its id.</param>
/// <param name="Tier">free, basic, professional or enterprise.</param>
/// <param name="PreviousTier">The one before.</param>
/// <param name="Status">active, trial, suspended or expired, as it was before.</param>
/// <param name="Epoch">Its epoch from now on; what is known of an earlier one is out of date.</param>
public sealed record TenantTierChanged(string TenantId, string Tier, string PreviousTier, string Status, long Epoch) : IIntegrationEvent<TenantTierChanged>
{
    /// <inheritdoc />
    public static string Topic => "tenant.tier_changed.v1";
}
