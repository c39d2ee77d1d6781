using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.GetUser;

/// <summary><c>GET /users/{user_id}</c>.</summary>
internal static class GetUserEndpoint
{
    private const string Select = $"select {UserRow.Columns} from users where tenant_id = $1 and user_id = $2";

    public static void MapGetUser(this RouteGroupBuilder members) => members.MapOperation(Operations.Tenants.GetUser, HandleAsync)
        .WithSummary("One user with its watchlist and preferences: the caller itself, or any of its tenant for an administrator.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<UserResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, Caller caller, TenantDb db, CancellationToken cancellationToken) =>
        caller.As(userId) is { } context
        && await db.QuerySingleAsync(context, new Sql(Select, context.TenantId, userId), UserRow.Read, cancellationToken) is { } user
            ? TypedResults.Ok(user.ToResource())
            : UserRefusals.NotFound;
}
