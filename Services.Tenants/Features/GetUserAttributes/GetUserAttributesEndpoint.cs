using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Attributes;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.GetUserAttributes;

/// <summary><c>GET /users/{user_id}/attributes</c>.</summary>
internal static class GetUserAttributesEndpoint
{
    public static void MapGetUserAttributes(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Tenants.GetUserAttributes, HandleAsync)
        .WithSummary("A user's own attributes, which conditions of policies know below user.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<UserAttributesResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, Caller caller, AttributeBook book, CancellationToken cancellationToken) =>
        await book.FindUserAsync(caller.Context, userId, cancellationToken) is { } attributes
            ? TypedResults.Ok(new UserAttributesResource(userId, attributes))
            : UserRefusals.NotFound;
}
