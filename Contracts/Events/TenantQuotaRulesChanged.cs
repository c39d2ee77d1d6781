namespace Nanobot.Contracts.Events;

/// <summary>A rule by which a tenant's amounts change by themselves was put or removed. Where amounts in force are others by it, that is told as well.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="Name">The rule.</param>
/// <param name="IsRemoved">Whether it is gone.</param>
public sealed record TenantQuotaRulesChanged(string TenantId, string Name, bool IsRemoved) : IIntegrationEvent<TenantQuotaRulesChanged>
{
    /// <inheritdoc />
    public static string Topic => "tenant.quota_rules_changed.v1";
}
