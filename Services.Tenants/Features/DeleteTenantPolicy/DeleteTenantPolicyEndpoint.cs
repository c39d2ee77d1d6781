using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.DeleteTenantPolicy;

/// <summary><c>DELETE /tenants/{id}/policies/{name}</c>.</summary>
internal static class DeleteTenantPolicyEndpoint
{
    public static void MapDeleteTenantPolicy(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.DeleteTenantPolicy, HandleAsync)
        .WithSummary("Removes one of a tenant's policies; If-Match names the revision that it must have.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, string name, RequestPreconditions preconditions, PolicySetsOf sets, PolicyStore store, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        return await store.DeleteAsync(sets.Tenant(tenant.Context), name, preconditions, cancellationToken) is { } refusal ? refusal : TypedResults.NoContent();
    }
}
