using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.Services.Tenants.Domain;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.UpdatePreferences;

/// <summary><c>PUT /users/{user_id}/preferences</c>.</summary>
internal static class UpdatePreferencesEndpoint
{
    public static void Map(RouteGroupBuilder members) => members.MapPut("/{user_id}/preferences", HandleAsync)
        .WithName("UpdatePreferences")
        .WithSummary("Replaces the preferences that the body has; an absent one stays as it is.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<UserResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, Preferences request, Caller caller, UserConfiguration configuration,
        CancellationToken cancellationToken)
    {
        if (caller.As(userId) is not { } context)
        {
            return TenantRefusals.UserNotFound;
        }

        var errors = new ValidationErrors();
        PreferenceRules.Check(request, "", errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var user = await configuration.ChangeAsync(
            context, current => current with { Preferences = PreferenceRules.Apply(current.Preferences, request) }, cancellationToken);
        return user is null ? TenantRefusals.UserNotFound : TypedResults.Ok(user.ToResource());
    }
}
