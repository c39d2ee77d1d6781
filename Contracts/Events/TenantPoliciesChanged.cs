namespace Nanobot.Contracts.Events;

/// <summary>A set of policies has changed; what is decided from now on goes by the new one.</summary>
/// <param name="TenantId">Whose set; null for the installation's, which binds every tenant. Then the envelope's tenant is <see cref="Installation"/>.</param>
/// <param name="Version">The set's version from now on.</param>
public sealed record TenantPoliciesChanged(string? TenantId, long Version) : IIntegrationEvent<TenantPoliciesChanged>
{
    /// <summary>Stands for the installation where an envelope names a tenant; no tenant can have that id.</summary>
    public const string Installation = "*";

    /// <inheritdoc />
    public static string Topic => "tenant.policies_changed.v1";
}
