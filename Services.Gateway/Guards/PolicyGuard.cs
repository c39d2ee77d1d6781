using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies;
using Nanobot.Services.Gateway.Changes;
using Nanobot.Services.Gateway.Policies;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets through what a policy allows, and nothing else: without a policy, for something that is no operation, and where the policies are not known,
/// nothing. Decided anew for each call.
/// </summary>
internal sealed class PolicyGuard(KnownPolicies policies, IFreshness freshness, TimeProvider time) : IGuard
{
    private static readonly GuardDecision.Refuse NoOperation = new(Denied("Nothing allows what is no operation of the suite."), "policy");

    private static readonly GuardDecision.Refuse NoTenant = new(Denied("There are no policies for this tenant."), "policy");

    private static readonly GuardDecision.Refuse NotKnown = new(
        Refusals.Unavailable("POLICIES_UNKNOWN", "Whether the policies have changed cannot be known at the moment; try again shortly."), "policy");

    public string Name => "policy";

    public async ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken)
    {
        if (call.Operation is not { } operation)
        {
            return NoOperation;
        }

        if (!freshness.IsFresh && !await freshness.EnsureAsync(cancellationToken) && freshness.IsCutOff)
        {
            return NotKnown;
        }

        var (principal, tenantId) = (call.Principal, call.Tenant?.TenantId);
        if (await policies.FindAsync(tenantId, call.Origin, cancellationToken) is not { } known)
        {
            return NoTenant;
        }

        var decision = known.Set.Decide(new PolicyRequest(principal.Role, operation.Resource, PolicyRequest.Execute, time.GetUtcNow())
        {
            TenantId = tenantId,
            UserId = principal.UserId,
            KeyId = principal.KeyId,
            Address = call.Address,
            Zone = known.Zone,
        });
        call.Decision = decision;
        return decision.Allowed
            ? GuardDecision.Allow
            : new GuardDecision.Refuse(Denied(decision.Reason) with
            {
                Members = new Dictionary<string, object?> { ["guard"] = Name, ["resource"] = operation.Resource, ["matched_policy"] = decision.Matched?.Name },
            }, Name);
    }

    private static Refusal Denied(string why) => new(StatusCodes.Status403Forbidden, "POLICY_DENIED", why);
}
