using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Models;

namespace Nanobot.Services.Tenants.Features.GetTenantModel;

/// <summary><c>GET /tenants/{id}/models/{name}</c>.</summary>
internal static class GetTenantModelEndpoint
{
    public static void MapGetTenantModel(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.GetTenantModel, HandleAsync)
        .WithSummary("One of a tenant's own models, without what its server is told.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<Ok<ModelResource>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, string name, RequestPreconditions preconditions, HttpResponse response, ModelStore store, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        return ModelAnswer.Of(await store.FindAsync(tenant.Context, null, name, cancellationToken), preconditions, response);
    }
}
