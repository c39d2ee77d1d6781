using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Models;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.DeleteUserModel;

/// <summary><c>DELETE /users/{user_id}/models/{name}</c>.</summary>
internal static class DeleteUserModelEndpoint
{
    public static void MapDeleteUserModel(this RouteGroupBuilder members) => members.MapOperation(Operations.Tenants.DeleteUserModel, HandleAsync)
        .WithSummary("Removes one of a user's own models, and its key with it.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, Caller caller, string name, RequestPreconditions preconditions, ModelStore store, CancellationToken cancellationToken)
    {
        if (caller.As(userId) is not { } context)
        {
            return UserRefusals.NotFound;
        }

        return await store.DeleteAsync(context, userId, name, preconditions, cancellationToken) is { } refusal ? refusal : TypedResults.NoContent();
    }
}
