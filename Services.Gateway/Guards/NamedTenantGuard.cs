using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Credentials;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>Lets a request repeat its credential's tenant, and name no other one, whether there is such a tenant or not.</summary>
internal static class NamedTenantGuard
{
    private static readonly Refusal Other = new(StatusCodes.Status403Forbidden, "RESOURCE_FORBIDDEN",
        "X-Tenant-ID or tenant_id names another tenant than the credential's; leave it out, or repeat the credential's.");

    private static readonly Refusal OfNone = new(StatusCodes.Status403Forbidden, "RESOURCE_FORBIDDEN",
        "An operator's credential stands for no tenant, so X-Tenant-ID or tenant_id cannot be given with it; an operator's routes name the tenant in their path.");

    private static readonly Refusal Malformed = Refusals.Invalid("tenant_id", TenantId.Form) with
    {
        Code = "INVALID_TENANT_ID",
        Detail = $"What X-Tenant-ID or tenant_id names {TenantId.Form}.",
    };

    /// <summary>Null where the request may go on.</summary>
    public static Refusal? Check(Principal principal, NamedTenants? named)
    {
        if (named is null)
        {
            return null;
        }

        if (named.Values.Any(static value => !TenantId.TryParse(value, out _)))
        {
            return Malformed;
        }

        return principal.TenantId is not { } own ? OfNone : named.Values.All(value => value == own) ? null : Other;
    }
}
