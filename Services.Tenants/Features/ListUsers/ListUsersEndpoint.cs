using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.ListUsers;

/// <summary><c>GET /users</c>.</summary>
internal static class ListUsersEndpoint
{
    private const string Select = $"""
        select {UserRow.Columns}
        from users
        where tenant_id = $1 and ($2::text is null or user_id > $2)
        order by user_id
        limit $3
        """;

    public static void MapListUsers(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Tenants.ListUsers, HandleAsync)
        .WithSummary("Lists the users of the caller's tenant by id.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<UserResource>>, Refusal>> HandleAsync(
        PageRequest page, Caller caller, TenantDb db, CancellationToken cancellationToken)
    {
        if (page.After is not null && !UserId.IsValid(page.After))
        {
            return Refusals.WrongCursor;
        }

        var rows = await db.ListAsync(caller.Context, new Sql(Select, caller.TenantId, page.After, page.Limit + 1),
            [0], static row => UserRow.Read(row).ToResource(), cancellationToken);
        return TypedResults.Ok(page.ToPage(rows));
    }
}
