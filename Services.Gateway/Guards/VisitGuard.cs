using Nanobot.Contracts.Audit;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Audit;
using Nanobot.Services.Gateway.Audit;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets an operator into the tenant that it names, once that is on its way into the tenant's audit, reads included. On operators' own routes it stays an
/// operator, whose path may name that tenant and no other one.
/// </summary>
internal sealed class VisitGuard(IAuditSink audit) : IGuard
{
    private static readonly Refusal Elsewhere = new(StatusCodes.Status403Forbidden, "RESOURCE_FORBIDDEN",
        "X-Tenant-ID or tenant_id names another tenant than the path.");

    private static readonly Refusal Unaudited = Refusals.Unavailable("AUDIT_UNAVAILABLE",
        "An operator's access to a tenant is audited, and there is no room for its entry at the moment; try again shortly.");

    public string Name => "visit";

    public ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken) =>
        new(call is { Visited: { } tenantId, IsAgain: false } && Refusal(call, tenantId) is { } refusal ? new GuardDecision.Refuse(refusal, Name) : GuardDecision.Allow);

    private Refusal? Refusal(GuardedCall call, string tenantId) =>
        !call.IsWithin && AuditTarget.TenantOf(call.Http) is { } path && path != tenantId ? Elsewhere
            : audit.TryRecord(call.Http, call.Principal, tenantId, AuditOutcome.Accessed) ? null : Unaudited;
}
