namespace Nanobot.Contracts.Events;

/// <summary>A tenant that was suspended, or whose term had ended, may be used again.</summary>
/// <param name="TenantId">Its id.</param>
/// <param name="Epoch">Its epoch from now on; what is known of an earlier one is out of date.</param>
public sealed record TenantActivated(string TenantId, long Epoch) : IIntegrationEvent<TenantActivated>
{
    /// <inheritdoc />
    public static string Topic => "tenant.activated.v1";
}
