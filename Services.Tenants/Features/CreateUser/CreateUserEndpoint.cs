using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.CreateUser;

/// <summary><c>POST /users</c>.</summary>
internal static class CreateUserEndpoint
{
    public static void MapCreateUser(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Tenants.CreateUser, HandleAsync)
        .WithSummary("Creates a user of the caller's tenant; the same body again answers 200 with the user as it is.")
        .WithBodyCheck<CreateUserRequest>(static (request, _, errors) => NewUser.Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<UserResource>, Ok<UserResource>, Refusal>> HandleAsync(
        CreateUserRequest request, Caller caller, CreateUserHandler handler, CancellationToken cancellationToken)
    {
        if (NewUser.From(request, out var invalid) is not { } wanted)
        {
            return invalid!;
        }

        var (user, isNew, refusal) = await handler.HandleAsync(caller.Context, wanted, cancellationToken);
        return user is null ? refusal!
            : isNew ? TypedResults.Created($"/users/{Uri.EscapeDataString(user.UserId)}", user.ToResource())
            : TypedResults.Ok(user.ToResource());
    }
}
