using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Limits;
using Nanobot.Platform.Policies.Rules;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>Reads simulations.</summary>
internal static class PolicySimulations
{
    private const int MostRequests = 100;

    /// <summary>Adds what is wrong with a simulation.</summary>
    public static void Check(PolicySimulation simulation, int priority, ValidationErrors errors)
    {
        var (policies, requests) = (simulation.Policies ?? [], simulation.Requests ?? []);
        errors.Require(simulation.Policies is not null && policies.Count <= PolicyLimits.Policies && policies.Sum(static policy => policy is null ? 0 : PolicyRules.Combinations(policy)) <= PolicyLimits.Combinations,
                "policies", $"must be at most {PolicyLimits.Policies} policies with together {PolicyLimits.Combinations} triples of a principal, a resource and an action")
            .Require(simulation.Recorded || requests.Count is > 0 and <= MostRequests, "requests", $"must be 1 to {MostRequests} requests, or be left out with recorded")
            .Require(!simulation.Recorded || simulation.Requests is null, "requests", "must be left out where the recorded ones are meant")
            .Require(simulation.Recorded || simulation.TenantId is null, "tenant_id", "goes with recorded alone: requests name their own")
            .Require(requests.Select(static request => request?.TenantId).Distinct().Count() <= 1, "requests", "must all name one tenant_id, or none");
        if (simulation.TenantId is not null)
        {
            errors.Require<TenantId>(simulation.TenantId, "tenant_id");
        }

        if (errors.Any)
        {
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < policies.Count; i++)
        {
            errors.Require(policies[i] is not null, $"policies[{i}]", "must be a policy");
            if (policies[i] is { } policy)
            {
                PolicyBody.Check(policy, priority, $"policies[{i}].", errors);
                errors.Require(policy.Name is null || names.Add(policy.Name), $"policies[{i}].name", "stands there twice");
            }
        }

        for (var i = 0; i < requests.Count; i++)
        {
            errors.Require(requests[i] is not null, $"requests[{i}]", "must be a request");
            if (requests[i] is { } question)
            {
                PolicyQuestions.Check(question, $"requests[{i}].", errors);
            }
        }
    }
}
