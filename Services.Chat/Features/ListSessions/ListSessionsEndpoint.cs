using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Chat.Features.ListSessions;

/// <summary><c>GET /sessions</c>.</summary>
internal static class ListSessionsEndpoint
{
    private const string SelectPage = """
        select session_id, title, turns, created_at, updated_at from chat_session
        where tenant_id = $1 and user_id = $2 and ($3::uuid is null or session_id < $3::uuid)
        order by session_id desc limit $4
        """;

    public static void MapListSessions(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ListSessions, HandleAsync)
        .WithSummary("The caller's sessions, the newest first.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<ListedSession>>, Refusal>> HandleAsync(
        PageRequest page, Caller caller, TenantDb db, CancellationToken cancellationToken)
    {
        Guid? after = null;
        if (page.After is { } text)
        {
            if (!Guid.TryParse(text, out var id))
            {
                return Refusals.WrongCursor;
            }

            after = id;
        }

        var rows = await db.ListAsync(caller.Context, new Sql(SelectPage, caller.TenantId, caller.UserId, after, page.Limit + 1),
            [0], static row => new ListedSession(row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3),
                row.GetFieldValue<DateTimeOffset>(4)), cancellationToken);
        return TypedResults.Ok(page.ToPage(rows));
    }
}
