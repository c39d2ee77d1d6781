using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Models;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.GetUserModel;

/// <summary><c>GET /users/{user_id}/models/{name}</c>.</summary>
internal static class GetUserModelEndpoint
{
    public static void MapGetUserModel(this RouteGroupBuilder members) => members.MapOperation(Operations.Tenants.GetUserModel, HandleAsync)
        .WithSummary("One of a user's own models, without what its server is told.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<Ok<ModelResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, Caller caller, string name, RequestPreconditions preconditions, HttpResponse response, ModelStore store, CancellationToken cancellationToken)
    {
        if (caller.As(userId) is not { } context)
        {
            return UserRefusals.NotFound;
        }

        return ModelAnswer.Of(await store.FindAsync(context, userId, name, cancellationToken), preconditions, response);
    }
}
