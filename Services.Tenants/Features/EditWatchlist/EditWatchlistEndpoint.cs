using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.EditWatchlist;

/// <summary><c>PATCH /users/{user_id}/watchlist</c>.</summary>
internal static class EditWatchlistEndpoint
{
    public static void MapEditWatchlist(this RouteGroupBuilder members) => members.MapOperation(Operations.Tenants.EditWatchlist, HandleAsync)
        .WithSummary("Adds entries to the lists and takes others off, in one step; all others stay as they are.")
        .WithBodyCheck<EditWatchlistRequest>(static (request, _, errors) => WatchlistEditing.Check(request.ToAdd(), request.ToRemove(), errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<UserResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, EditWatchlistRequest request, Caller caller, UserConfiguration configuration,
        CancellationToken cancellationToken)
    {
        if (caller.As(userId) is not { } context)
        {
            return UserRefusals.NotFound;
        }

        var errors = new ValidationErrors();
        var editing = WatchlistEditing.Check(request.ToAdd(), request.ToRemove(), errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        // How much room there is, is known only of the row that is locked.
        var user = await configuration.ChangeAsync(context, current => editing.ApplyTo(current.Watchlist, errors = new ValidationErrors()) is var lists && errors.Any
            ? current
            : current with { Watchlist = lists }, cancellationToken);
        return user is null ? UserRefusals.NotFound
            : errors.ToRefusal() is { } full ? full
            : TypedResults.Ok(user.ToResource());
    }
}
