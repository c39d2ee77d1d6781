namespace Nanobot.Contracts.Events;

/// <summary>The attributes of a tenant, which policies may ask for, are others from now on.</summary>
/// <param name="TenantId">The tenant.</param>
public sealed record TenantAttributesChanged(string TenantId) : IIntegrationEvent<TenantAttributesChanged>
{
    /// <inheritdoc />
    public static string Topic => "tenant.attributes_changed.v1";
}
