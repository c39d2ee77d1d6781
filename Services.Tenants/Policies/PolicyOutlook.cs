using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>
/// Whether a tenant's set leaves somebody who can work with it: to read it, to change it, and to have it explained, each by one operation at least, there must be an
/// administrator whom nothing of the tenant's own denies it for good. One who could ask at another time or from elsewhere can.
/// </summary>
/// <param name="tenantId">The tenant.</param>
/// <param name="installation">The installation's policies: what they deny no tenant can mend, and so no change of it is refused for that.</param>
/// <param name="administrators">Those that there are, with what is known of them; one at least.</param>
internal sealed class PolicyOutlook(
    string tenantId, IReadOnlyList<Policy> installation, IReadOnlyList<(Administrator Who, IAttributes Known)> administrators)
{
    private static readonly Operation[][] Needed =
    [
        [Operations.Tenants.ListTenantPolicies, Operations.Tenants.GetTenantPolicy],
        [Operations.Tenants.PutTenantPolicy, Operations.Tenants.DeleteTenantPolicy],
        [Operations.Tenants.ExplainTenantPolicies],
    ];

    private static readonly string[] Doors = [RequestDoor.Http, RequestDoor.Rpc];

    /// <summary>
    /// Why a policy may not take the place of the one of that name, or with null that one may not go; null where it may. What locks everybody out as it is
    /// may be changed, and so may a set of which something cannot be read, by which nothing is decided at all.
    /// </summary>
    public Refusal? Refuse(IReadOnlyList<Policy>? present, string name, Policy? wanted)
    {
        if (present is null)
        {
            return null;
        }

        IEnumerable<Policy> others = present.Where(one => one.Name != name);
        IReadOnlyList<Policy> proposed = [.. wanted is null ? others : others.Append(wanted)];
        return proposed.Any(static one => one is { Enabled: true, Effect: "deny" }) && LockedBy(proposed) is var (policy, operation) && LockedBy(present) is null
            ? PolicyRefusals.LocksOut(policy, operation.Name)
            : null;
    }

    private (string Policy, Operation Operation)? LockedBy(IReadOnlyList<Policy> policies)
    {
        var set = PolicySet.Compile(installation, policies);
        foreach (var operations in Needed)
        {
            (string Policy, Operation Operation)? locked = null;
            foreach (var operation in operations)
            {
                if (DenierOf(set, operation) is not { } denier)
                {
                    locked = null;
                    break;
                }

                locked ??= (denier, operation);
            }

            if (locked is not null)
            {
                return locked;
            }
        }

        return null;
    }

    // The tenant's policy that denies it to all of them; null where one of them can have it, or it is not the tenant's.
    private string? DenierOf(PolicySet set, Operation operation)
    {
        string? denier = null;
        foreach (var (who, known) in administrators)
        {
            if (who.Scopes is { } scopes && !OperationScope.AnyCovers(scopes, operation.Name))
            {
                continue;
            }

            foreach (var door in Doors)
            {
                var denial = set.FindLastingDenial(new PolicyRequest(TenantRole.TenantAdmin, operation.Resource, PolicyRequest.Execute, default)
                {
                    TenantId = tenantId,
                    UserId = who.UserId,
                    KeyId = who.KeyId,
                    Told = new RequestFacts(operation.Verb, door, WorkOrigin.Request),
                    Attributes = known,
                });
                if (denial is not { Scope: PolicyScope.Tenant })
                {
                    return null;
                }

                denier = denial.Name;
            }
        }

        return denier;
    }
}
