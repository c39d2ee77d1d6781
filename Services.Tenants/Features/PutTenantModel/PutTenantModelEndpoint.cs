using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Models;

namespace Nanobot.Services.Tenants.Features.PutTenantModel;

/// <summary><c>PUT /tenants/{id}/models/{name}</c>.</summary>
internal static class PutTenantModelEndpoint
{
    public static void MapPutTenantModel(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.PutTenantModel, HandleAsync)
        .WithSummary("Puts one of a tenant's own models, in the place of one of that name; what its server is told stays as it is where it is left out and the address is the same.")
        .WithBodyCheck<ModelRequest>(static (request, http, errors) => request.Check(http.RequestServices.GetRequiredService<IOptions<ModelOptions>>().Value.AllowHttp, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<Ok<ModelResource>, Created<ModelResource>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, string name, ModelRequest request, IOptions<ModelOptions> options, RequestPreconditions preconditions, HttpResponse response, ModelStore store,
        CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        var errors = new ValidationErrors().Require(ModelNames.IsValid(name), "name", ModelNames.Form);
        request.Check(options.Value.AllowHttp, errors);
        return errors.ToRefusal() is { } invalid
            ? invalid
            : ModelAnswer.Of(await store.PutAsync(tenant.Context, null, name, request, preconditions, TenantRefusals.NotFound, cancellationToken), $"/tenants/{id}/models", response);
    }
}
