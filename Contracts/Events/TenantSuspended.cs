namespace Nanobot.Contracts.Events;

/// <summary>A tenant may not be used until it is activated again.</summary>
/// <param name="TenantId">Its id.</param>
/// <param name="Epoch">Its epoch from now on; what is known of an earlier one is out of date.</param>
public sealed record TenantSuspended(string TenantId, long Epoch) : IIntegrationEvent<TenantSuspended>
{
    /// <inheritdoc />
    public static string Topic => "tenant.suspended.v1";
}
