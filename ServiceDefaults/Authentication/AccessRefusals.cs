using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;

namespace Nanobot.ServiceDefaults.Authentication;

/// <summary>Refusals of a credential that is good, but not for this: they say which one would be.</summary>
public static class AccessRefusals
{
    /// <summary>Names the role that an operation of <paramref name="access"/> is for.</summary>
    public static Refusal Needs(Access access) => access switch
    {
        Access.User => OfRole(TenantRole.User),
        Access.Member => OfRole($"{TenantRole.User} or {TenantRole.TenantAdmin}"),
        Access.Admin => OfRole(TenantRole.TenantAdmin),
        Access.Manager => OfRole($"{TenantRole.TenantAdmin} or {TenantRole.Operator}"),
        Access.Caller => OfRole($"{TenantRole.User}, {TenantRole.TenantAdmin} or {TenantRole.Operator}"),
        Access.Operator => OfRole(TenantRole.Operator),
        _ => Refusals.PermissionDenied,
    };

    private static Refusal OfRole(string role) =>
        Refusals.PermissionDenied with { Detail = $"The credential does not permit this: it takes the role {role}." };
}
