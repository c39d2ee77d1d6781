using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Models;

namespace Nanobot.Services.Tenants.Features.DeleteTenantModel;

/// <summary><c>DELETE /tenants/{id}/models/{name}</c>.</summary>
internal static class DeleteTenantModelEndpoint
{
    public static void MapDeleteTenantModel(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.DeleteTenantModel, HandleAsync)
        .WithSummary("Removes one of a tenant's own models, and its key with it.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, string name, RequestPreconditions preconditions, ModelStore store, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        return await store.DeleteAsync(tenant.Context, null, name, preconditions, cancellationToken) is { } refusal ? refusal : TypedResults.NoContent();
    }
}
