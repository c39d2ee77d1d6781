using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Models;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.PutUserModel;

/// <summary><c>PUT /users/{user_id}/models/{name}</c>.</summary>
internal static class PutUserModelEndpoint
{
    public static void MapPutUserModel(this RouteGroupBuilder members) => members.MapOperation(Operations.Tenants.PutUserModel, HandleAsync)
        .WithSummary("Puts one of a user's own models, in the place of one of that name; what its server is told stays as it is where it is left out and the address is the same.")
        .WithBodyCheck<ModelRequest>(static (request, http, errors) => request.Check(http.RequestServices.GetRequiredService<IOptions<ModelOptions>>().Value.AllowHttp, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<Ok<ModelResource>, Created<ModelResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, Caller caller, string name, ModelRequest request, IOptions<ModelOptions> options, RequestPreconditions preconditions, HttpResponse response, ModelStore store,
        CancellationToken cancellationToken)
    {
        if (caller.As(userId) is not { } context)
        {
            return UserRefusals.NotFound;
        }

        var errors = new ValidationErrors().Require(ModelNames.IsValid(name), "name", ModelNames.Form);
        request.Check(options.Value.AllowHttp, errors);
        return errors.ToRefusal() is { } invalid
            ? invalid
            : ModelAnswer.Of(await store.PutAsync(context, userId, name, request, preconditions, UserRefusals.NotFound, cancellationToken), $"/users/{userId}/models", response);
    }
}
