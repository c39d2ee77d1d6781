using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.UpdateWatchlist;

/// <summary><c>PUT /users/{user_id}/watchlist</c>.</summary>
internal static class UpdateWatchlistEndpoint
{
    public static void MapUpdateWatchlist(this RouteGroupBuilder members) => members.MapOperation(Operations.Tenants.UpdateWatchlist, HandleAsync)
        .WithSummary("Replaces the lists that the body has; an absent list stays as it is.")
        .WithBodyCheck<UpdateWatchlistRequest>(static (request, _, errors) => WatchlistRules.Check(request.ToUpdate(), "", errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<UserResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, UpdateWatchlistRequest request, Caller caller, UserConfiguration configuration,
        CancellationToken cancellationToken)
    {
        if (caller.As(userId) is not { } context)
        {
            return UserRefusals.NotFound;
        }

        var errors = new ValidationErrors();
        var change = WatchlistRules.Check(request.ToUpdate(), "", errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var user = await configuration.ChangeAsync(
            context, current => current with { Watchlist = change.ApplyTo(current.Watchlist) }, cancellationToken);
        return user is null ? UserRefusals.NotFound : TypedResults.Ok(user.ToResource());
    }
}
