namespace Nanobot.Contracts.Events;

/// <summary>A tenant is deleted, for good: from now on it is as if it were not there.</summary>
/// <param name="TenantId">Its id, which no other tenant gets.</param>
/// <param name="Epoch">Its epoch from now on; what is known of an earlier one is out of date.</param>
public sealed record TenantDeleted(string TenantId, long Epoch) : IIntegrationEvent<TenantDeleted>
{
    /// <inheritdoc />
    public static string Topic => "tenant.deleted.v1";
}
