using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.ListPolicies;

/// <summary><c>GET /policies</c>.</summary>
internal static class ListPoliciesEndpoint
{
    public static void MapListPolicies(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.ListPolicies, HandleAsync)
        .WithSummary("Lists the installation's policies by name.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Ok<Page<PolicyResource>>> HandleAsync(
        PageRequest page, PolicySetsOf sets, PolicyStore store, CancellationToken cancellationToken)
    {
        return TypedResults.Ok(await store.ListAsync(sets.Installation, page, cancellationToken));
    }
}
