using Nanobot.Contracts.Operations;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Rights.Known;
using Nanobot.Services.Gateway.Requests;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets through what a policy allows, and nothing else: without a policy, for something that is no operation, and where the policies are not known,
/// nothing. Decided anew for each call.
/// </summary>
internal sealed class PolicyGuard(KnownPolicies<LookupOrigin> policies, Decisions decisions, TimeProvider time) : IGuard
{
    private static readonly GuardDecision.Refuse NoOperation = new(RightsRefusals.Denied("Nothing allows what is no operation of the suite."), RightsRefusals.Guard);

    private static readonly GuardDecision.Refuse NoTenant = new(RightsRefusals.NoTenant, RightsRefusals.Guard);

    private static readonly GuardDecision.Refuse NotKnown = new(RightsRefusals.NotKnown, RightsRefusals.Guard);

    public string Name => RightsRefusals.Guard;

    public async ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken)
    {
        if (call.Operation is not { } operation)
        {
            return NoOperation;
        }

        if (!await policies.CompareAsync(cancellationToken))
        {
            return NotKnown;
        }

        var (principal, tenantId) = (call.Principal, call.Tenant?.TenantId);
        if (await policies.FindAsync(tenantId, call.Origin, cancellationToken) is not { } known)
        {
            return NoTenant;
        }

        var attributes = await policies.AttributesAsync(known, principal.UserId, principal.KeyId, call.Origin, cancellationToken);
        var decision = decisions.Decide(known, new PolicyRequest(principal.Role, operation.Resource, PolicyRequest.Execute, time.GetUtcNow())
        {
            TenantId = tenantId,
            UserId = principal.UserId,
            KeyId = principal.KeyId,
            Address = call.Address,
            Zone = known.Zone,
            Told = Tell(call.Http, operation),
            Attributes = attributes,
        }, ResourceKind.Method);
        call.Decision = decision;
        return decision.Allowed
            ? GuardDecision.Allow
            : new GuardDecision.Refuse(RightsRefusals.Denied(decision, operation.Resource), Name);
    }

    private static RequestFacts Tell(HttpContext http, Operation operation) =>
        new(http.Request.Method, RequestDoors.Of(http, operation), WorkOrigin.Request, http.Request.ContentLength);
}
