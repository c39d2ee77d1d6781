using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.GetTenantPolicy;

/// <summary><c>GET /tenants/{id}/policies/{name}</c>.</summary>
internal static class GetTenantPolicyEndpoint
{
    public static void MapGetTenantPolicy(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.GetTenantPolicy, HandleAsync)
        .WithSummary("One of a tenant's policies; its ETag is its revision.")
        .Produces<PolicyResource>()
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<ConditionalContent, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, string name, RequestPreconditions preconditions, PolicySetsOf sets, PolicyStore store, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        return await store.FindAsync(sets.Tenant(tenant.Context), name, cancellationToken) is { } policy ? PolicyAnswer.Of(policy, preconditions) : PolicyRefusals.NotFound;
    }
}
