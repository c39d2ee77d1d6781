using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets only tenants through that may be used; a status it does not know is one that may not. A trial ends at its moment by the
/// gateway's own clock, whoever has noticed it besides. For operators' routes it does not matter how the tenant stands.
/// </summary>
internal sealed class TenantActiveGuard(TenantStates tenants, TimeProvider time) : IGuard
{
    // To its own credentials a tenant that is not there is no tenant.
    private static readonly GuardDecision.Refuse Gone = CredentialGuard.Invalid with { Guard = "tenant", IsOfTenant = true };

    private static readonly GuardDecision.Refuse NotFound = new(Refusals.NotFound("TENANT_NOT_FOUND", "tenant"), "tenant") { IsOfTenant = true };

    private static readonly Refusal Suspended = new(StatusCodes.Status403Forbidden, "TENANT_SUSPENDED",
        "This tenant is suspended; its operator can activate it again.");

    private static readonly Refusal Expired = new(StatusCodes.Status403Forbidden, "TENANT_EXPIRED",
        "This tenant's term has ended; its operator can renew it.");

    private static readonly Refusal Inactive = new(StatusCodes.Status403Forbidden, "TENANT_INACTIVE", "This tenant is not in use.");

    public string Name => "tenant";

    public async ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken)
    {
        if ((call.Visited ?? call.Principal.TenantId) is not { } tenantId)
        {
            return GuardDecision.Allow;
        }

        if (await tenants.FindAsync(tenantId, call.Origin, cancellationToken) is not { } tenant)
        {
            return call.Visited is null ? Gone : NotFound;
        }

        if (call.Visited is not null && !call.IsWithin)
        {
            return GuardDecision.Allow;
        }

        call.Tenant = tenant;
        return Refusal(tenant, time.GetUtcNow()) is { } refusal ? new GuardDecision.Refuse(refusal, Name) { IsOfTenant = true } : GuardDecision.Allow;
    }

    /// <summary>Why a tenant may not be used now; null where it may.</summary>
    public static Refusal? Refusal(TenantSnapshot tenant, DateTimeOffset now) => tenant.Status switch
    {
        "active" => null,
        "trial" => tenant.TrialEndsAt <= now ? Expired : null,
        "suspended" => Suspended,
        "expired" => Expired,
        _ => Inactive,
    };
}
