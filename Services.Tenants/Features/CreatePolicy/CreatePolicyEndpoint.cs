using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Limits;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.CreatePolicy;

/// <summary><c>POST /policies</c>.</summary>
internal static class CreatePolicyEndpoint
{
    public static void MapCreatePolicy(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.CreatePolicy, HandleAsync)
        .WithSummary("Adds a policy to the installation's set; one of that name that is there is left as it is.")
        .WithBodyCheck<Policy>(static (policy, _, errors) => PolicyBody.Check(policy, PolicyLimits.InstallationPriority, "", errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<PolicyResource>, Refusal>> HandleAsync(
        Policy policy, HttpResponse response, PolicySetsOf sets, PolicyStore store, CancellationToken cancellationToken)
    {
        var set = sets.Installation;
        return PolicyBody.Read(policy, set.Priority, out var refusal) is { } wanted
            ? PolicyAnswer.Created(set, await store.CreateAsync(set, wanted, cancellationToken), response)
            : refusal!;
    }
}
