using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Credentials;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets a request repeat its credential's tenant, and name no other one, whether there is such a tenant or not. An operator has none of its own, and
/// names the one that it acts within.
/// </summary>
internal static class NamedTenantGuard
{
    private static readonly Refusal Other = new(StatusCodes.Status403Forbidden, "RESOURCE_FORBIDDEN",
        "X-Tenant-ID or tenant_id names another tenant than the credential's; leave it out, or repeat the credential's.");

    private static readonly Refusal Several = new(StatusCodes.Status403Forbidden, "RESOURCE_FORBIDDEN",
        "X-Tenant-ID and tenant_id name several tenants; an operator acts within one at a time.");

    private static readonly Refusal Malformed = Refusals.Invalid("tenant_id", TenantId.Form) with
    {
        Code = "INVALID_TENANT_ID",
        Detail = $"What X-Tenant-ID or tenant_id names {TenantId.Form}.",
    };

    /// <summary>Null where the request may go on.</summary>
    /// <param name="principal">Whose credential it has.</param>
    /// <param name="named">What it names; null for nothing.</param>
    /// <param name="visited">The tenant that an operator names; null for everybody else, whatever they name.</param>
    public static Refusal? Check(Principal principal, NamedTenants? named, out string? visited)
    {
        visited = null;
        if (named is null)
        {
            return null;
        }

        if (named.Values.Any(static value => !TenantId.TryParse(value, out _)))
        {
            return Malformed;
        }

        if (principal.TenantId is { } own)
        {
            return named.Values.All(value => value == own) ? null : Other;
        }

        if (principal.Role != TenantRole.Operator)
        {
            return Other;
        }

        if (named.Values.Any(value => value != named.Values[0]))
        {
            return Several;
        }

        visited = named.Values[0];
        return null;
    }
}
