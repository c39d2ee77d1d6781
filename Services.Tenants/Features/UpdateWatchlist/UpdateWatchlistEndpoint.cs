using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.Services.Tenants.Domain;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.UpdateWatchlist;

/// <summary><c>PUT /users/{user_id}/watchlist</c>.</summary>
internal static class UpdateWatchlistEndpoint
{
    public static void Map(RouteGroupBuilder members) => members.MapPut("/{user_id}/watchlist", HandleAsync)
        .WithName("UpdateWatchlist")
        .WithSummary("Replaces the lists that the body has; an absent list stays as it is.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<UserResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, Watchlist request, Caller caller, UserConfiguration configuration,
        CancellationToken cancellationToken)
    {
        if (caller.As(userId) is not { } context)
        {
            return TenantRefusals.UserNotFound;
        }

        var errors = new ValidationErrors();
        var update = WatchlistRules.Normalize(request, "", errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var user = await configuration.ChangeAsync(
            context, current => current with { Watchlist = WatchlistRules.Apply(current.Watchlist, update) }, cancellationToken);
        return user is null ? TenantRefusals.UserNotFound : TypedResults.Ok(user.ToResource());
    }
}
