using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Sessions.Searching;

namespace Nanobot.Services.Chat.Features.ListSessions;

/// <summary><c>GET /sessions</c>: all of the caller's, or those in which words stand that are looked for.</summary>
internal static class ListSessionsEndpoint
{
    private const string SelectPage = $"""
        select {SessionSummary.Columns} from chat_session
        where tenant_id = $1 and user_id = $2 and ($3::uuid is null or session_id < $3::uuid)
        order by session_id desc limit $4
        """;

    public static void MapListSessions(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ListSessions, HandleAsync)
        .WithSummary("The caller's sessions, the newest first; with q those whose title or messages have these words.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<ListedSession>>, Refusal>> HandleAsync(
        [FromQuery(Name = "q")] string? words, PageRequest page, Caller caller, TenantDb db, SessionSearch search, CancellationToken cancellationToken)
    {
        if (words is not null && !SearchWords.IsValid(words))
        {
            return Refusals.Invalid("q", SearchWords.Form);
        }

        Guid? after = null;
        if (page.After is { } text)
        {
            if (!Guid.TryParse(text, out var id))
            {
                return Refusals.WrongCursor;
            }

            after = id;
        }

        if (words is not null)
        {
            var (found, mark) = await search.FindAsync(caller.Context, SearchWords.Parse(words), after, page.Limit, cancellationToken);
            return TypedResults.Ok(new Page<ListedSession>(
                [.. found.Select(static one => ListedSession.Of(one.Session, one.Found))], mark is { } behind ? PageRequest.ToCursor(behind.ToString()) : null));
        }

        var rows = await db.ListAsync(caller.Context, new Sql(SelectPage, caller.TenantId, caller.UserId, after, page.Limit + 1),
            [0], static row => ListedSession.Of(SessionSummary.Read(row), null), cancellationToken);
        return TypedResults.Ok(page.ToPage(rows));
    }
}
