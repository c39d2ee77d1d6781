using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Texts;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Sessions;

namespace Nanobot.Services.Chat.Features.GetSession;

/// <summary><c>GET /sessions/{session_id}</c>.</summary>
internal static class GetSessionEndpoint
{
    private const string SelectSession = """
        select session_id, title, turns, created_at, updated_at from chat_session
        where tenant_id = $1 and user_id = $2 and session_id = $3
        """;

    private const string SelectMessages = $"""
        select {StoredMessage.Columns} from chat_message
        where tenant_id = $1 and user_id = $2 and session_id = $3 and number > $4
        order by number limit $5
        """;

    public static void MapGetSession(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.GetSession, HandleAsync)
        .WithSummary("A session of the caller's with its messages, oldest first, paged.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<SessionHistory>, Refusal>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, PageRequest page, Caller caller, TenantDb db, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(sessionId, out var id)
            || await db.QuerySingleAsync<SessionHistory>(caller.Context, new Sql(SelectSession, caller.TenantId, caller.UserId, id),
                static row => new SessionHistory(row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3),
                    row.GetFieldValue<DateTimeOffset>(4), [], null), cancellationToken) is not { } session)
        {
            return SessionRefusals.NotFound;
        }

        var after = 0;
        if (page.After is { } text && !WholeNumber.TryParse(text, out after))
        {
            return Refusals.WrongCursor;
        }

        var rows = await db.ListAsync(caller.Context, new Sql(SelectMessages, caller.TenantId, caller.UserId, id, after, page.Limit + 1),
            [0], static row => HistoryMessage.Of(StoredMessage.Read(row)), cancellationToken);
        var messages = page.ToPage(rows);
        return TypedResults.Ok(session with { Messages = messages.Items, NextCursor = messages.NextCursor });
    }
}
