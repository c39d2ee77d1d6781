using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.ListTenantPolicies;

/// <summary><c>GET /tenants/{id}/policies</c>.</summary>
internal static class ListTenantPoliciesEndpoint
{
    public static void MapListTenantPolicies(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.ListTenantPolicies, HandleAsync)
        .WithSummary("Lists a tenant's policies by name.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<PolicyResource>>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, PageRequest page, PolicySetsOf sets, PolicyStore store, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        return TypedResults.Ok(await store.ListAsync(sets.Tenant(tenant.Context), page, cancellationToken));
    }
}
