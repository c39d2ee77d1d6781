using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Models;

namespace Nanobot.Services.Tenants.Features.ListTenantModels;

/// <summary><c>GET /tenants/{id}/models</c>.</summary>
internal static class ListTenantModelsEndpoint
{
    public static void MapListTenantModels(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.ListTenantModels, HandleAsync)
        .WithSummary("Lists a tenant's own models by name, without what their servers are told.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<ModelResource>>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, PageRequest page, ModelStore store, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        return TypedResults.Ok((await store.ListAsync(tenant.Context, null, page, cancellationToken))!);
    }
}
