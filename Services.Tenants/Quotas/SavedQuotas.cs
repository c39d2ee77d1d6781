using Nanobot.Platform.Bus.Changes;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>A tenant after a change of amounts.</summary>
/// <param name="Tenant">The tenant as it is then.</param>
/// <param name="Changes">What gateways must know of before the change is acknowledged; none where nothing has changed.</param>
internal sealed record SavedQuotas(TenantQuotas Tenant, IReadOnlyList<NumberedChange> Changes);
