using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.GetPolicy;

/// <summary><c>GET /policies/{name}</c>.</summary>
internal static class GetPolicyEndpoint
{
    public static void MapGetPolicy(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.GetPolicy, HandleAsync)
        .WithSummary("One of the installation's policies; its ETag is its revision.")
        .Produces<PolicyResource>()
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<ConditionalContent, Refusal>> HandleAsync(
        string name, RequestPreconditions preconditions, PolicySetsOf sets, PolicyStore store, CancellationToken cancellationToken)
    {
        return await store.FindAsync(sets.Installation, name, cancellationToken) is { } policy ? PolicyAnswer.Of(policy, preconditions) : PolicyRefusals.NotFound;
    }
}
