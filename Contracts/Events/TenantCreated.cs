namespace Nanobot.Contracts.Events;

/// <summary>A tenant exists from now on.</summary>
/// <param name="TenantId">Its id.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Tier">free, basic, professional or enterprise.</param>
/// <param name="TimeZone">IANA name of its time zone.</param>
/// <param name="Epoch">Its epoch at creation.</param>
public sealed record TenantCreated(string TenantId, string Name, string Tier, string TimeZone, long Epoch) : IIntegrationEvent<TenantCreated>
{
    /// <inheritdoc />
    public static string Topic => "tenant.created.v1";
}
