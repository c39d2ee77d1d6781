using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Limits;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.PutPolicy;

/// <summary><c>PUT /policies/{name}</c>.</summary>
internal static class PutPolicyEndpoint
{
    public static void MapPutPolicy(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.PutPolicy, HandleAsync)
        .WithSummary("Puts a policy into the installation's set, in the place of one of that name; If-Match and If-None-Match name revisions that it must, or must not, have.")
        .WithBodyCheck<Policy>(static (policy, http, errors) => PolicyBody.Check(policy with { Name = policy.Name ?? http.GetRouteValue("name") as string }, PolicyLimits.InstallationPriority, "", errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<Ok<PolicyResource>, Created<PolicyResource>, Refusal>> HandleAsync(
        string name, Policy policy, RequestPreconditions preconditions, HttpResponse response, PolicySetsOf sets, PolicyStore store, CancellationToken cancellationToken)
    {
        var set = sets.Installation;
        return PolicyBody.Read(name, policy, set.Priority, out var refusal) is { } wanted
            ? PolicyAnswer.Put(set, await store.PutAsync(set, wanted, preconditions, cancellationToken), response)
            : refusal!;
    }
}
