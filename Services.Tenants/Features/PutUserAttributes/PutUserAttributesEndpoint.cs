using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Attributes;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.PutUserAttributes;

/// <summary><c>PUT /users/{user_id}/attributes</c>.</summary>
internal static class PutUserAttributesEndpoint
{
    public static void MapPutUserAttributes(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Tenants.PutUserAttributes, HandleAsync)
        .WithSummary("Puts all of a user's own attributes, in the place of those before.")
        .WithBodyCheck<AttributesRequest>(static (request, _, errors) => request.Check([], errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<UserAttributesResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, AttributesRequest request, Caller caller, AttributeBook book, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        request.Check([], errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        return await book.PutUserAsync(caller.Context, userId, request.Attributes!, cancellationToken)
            ? TypedResults.Ok(new UserAttributesResource(userId, request.Attributes!))
            : UserRefusals.NotFound;
    }
}
