namespace Nanobot.Contracts.Events;

/// <summary>A tenant's trial has ended; it may not be used until it is activated.</summary>
/// <param name="TenantId">Its id.</param>
/// <param name="Epoch">Its epoch from now on; what is known of an earlier one is out of date.</param>
public sealed record TenantExpired(string TenantId, long Epoch) : IIntegrationEvent<TenantExpired>
{
    /// <inheritdoc />
    public static string Topic => "tenant.expired.v1";
}
