using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.UpdatePreferences;

/// <summary><c>PUT /users/{user_id}/preferences</c>.</summary>
internal static class UpdatePreferencesEndpoint
{
    public static void MapUpdatePreferences(this RouteGroupBuilder members) => members.MapOperation(Operations.Tenants.UpdatePreferences, HandleAsync)
        .WithSummary("Replaces the preferences that the body has; an absent one stays as it is.")
        .WithBodyCheck<UpdatePreferencesRequest>(static (request, _, errors) => PreferenceRules.Check(request.ToUpdate(), "", errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<UserResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, UpdatePreferencesRequest request, Caller caller, UserConfiguration configuration,
        CancellationToken cancellationToken)
    {
        if (caller.As(userId) is not { } context)
        {
            return UserRefusals.NotFound;
        }

        var errors = new ValidationErrors();
        var change = PreferenceRules.Check(request.ToUpdate(), "", errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var user = await configuration.ChangeAsync(
            context, current => current with { Preferences = change.ApplyTo(current.Preferences) }, cancellationToken, change.AsksForReports);
        return user is null ? UserRefusals.NotFound : TypedResults.Ok(user.ToResource());
    }
}
