using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets only tenants through that may be used; a status it does not know is one that may not. A trial ends at its moment by the
/// gateway's own clock, whoever has noticed it besides.
/// </summary>
internal static class TenantActiveGuard
{
    private static readonly Refusal Suspended = new(StatusCodes.Status403Forbidden, "TENANT_SUSPENDED",
        "This tenant is suspended; its operator can activate it again.");

    private static readonly Refusal Expired = new(StatusCodes.Status403Forbidden, "TENANT_EXPIRED",
        "This tenant's term has ended; its operator can renew it.");

    private static readonly Refusal Inactive = new(StatusCodes.Status403Forbidden, "TENANT_INACTIVE", "This tenant is not in use.");

    /// <summary>Null where the tenant may go on.</summary>
    public static Refusal? Check(TenantSnapshot tenant, DateTimeOffset now) => tenant.Status switch
    {
        "active" => null,
        "trial" => tenant.TrialEndsAt <= now ? Expired : null,
        "suspended" => Suspended,
        "expired" => Expired,
        _ => Inactive,
    };
}
