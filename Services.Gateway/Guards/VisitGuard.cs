using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Audit;
using Nanobot.Services.Gateway.Audit;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Requests;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets an operator into the tenant that it names, once that is on its way into the tenant's audit, reads included. On operators' own routes it stays an
/// operator, whose path may name that tenant and no other one.
/// </summary>
internal sealed class VisitGuard(IAuditSink audit)
{
    /// <summary>Answers an operator that names a tenant which there is not.</summary>
    public static Refusal NotFound { get; } = Refusals.NotFound("TENANT_NOT_FOUND", "tenant");

    private static readonly Refusal Elsewhere = new(StatusCodes.Status403Forbidden, "RESOURCE_FORBIDDEN",
        "X-Tenant-ID or tenant_id names another tenant than the path.");

    private static readonly Refusal Unaudited = Refusals.Unavailable("AUDIT_UNAVAILABLE",
        "An operator's access to a tenant is audited, and there is no room for its entry at the moment; try again shortly.");

    /// <summary>Whether it acts as the tenant's administrator there, and not as an operator about it.</summary>
    public static bool IsWithin(HttpContext http) => RequestedOperations.Of(http)?.Access != Access.Operator;

    /// <summary>Null where the operator may go on.</summary>
    public Refusal? Check(HttpContext http, Principal principal, TenantSnapshot tenant) =>
        !IsWithin(http) && AuditTarget.TenantOf(http) is { } path && path != tenant.TenantId ? Elsewhere
            : audit.TryRecord(http, principal, tenant.TenantId, AuditOutcome.Accessed) ? null : Unaudited;
}
