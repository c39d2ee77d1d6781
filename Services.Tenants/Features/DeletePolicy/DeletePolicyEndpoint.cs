using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.DeletePolicy;

/// <summary><c>DELETE /policies/{name}</c>.</summary>
internal static class DeletePolicyEndpoint
{
    public static void MapDeletePolicy(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.DeletePolicy, HandleAsync)
        .WithSummary("Removes one of the installation's policies; If-Match names the revision that it must have.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        string name, RequestPreconditions preconditions, PolicySetsOf sets, PolicyStore store, CancellationToken cancellationToken)
    {
        return await store.DeleteAsync(sets.Installation, name, preconditions, cancellationToken) is { } refusal ? refusal : TypedResults.NoContent();
    }
}
