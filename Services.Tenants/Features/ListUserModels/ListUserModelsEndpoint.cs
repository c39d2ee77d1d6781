using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Models;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.ListUserModels;

/// <summary><c>GET /users/{user_id}/models</c>.</summary>
internal static class ListUserModelsEndpoint
{
    public static void MapListUserModels(this RouteGroupBuilder members) => members.MapOperation(Operations.Tenants.ListUserModels, HandleAsync)
        .WithSummary("Lists a user's own models by name, without what their servers are told.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<ModelResource>>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, Caller caller, PageRequest page, ModelStore store, CancellationToken cancellationToken)
    {
        if (caller.As(userId) is not { } context || await store.ListAsync(context, userId, page, cancellationToken) is not { } models)
        {
            return UserRefusals.NotFound;
        }

        return TypedResults.Ok(models);
    }
}
