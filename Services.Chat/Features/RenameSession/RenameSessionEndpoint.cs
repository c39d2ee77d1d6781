using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Chat.Sessions;

namespace Nanobot.Services.Chat.Features.RenameSession;

/// <summary><c>PATCH /sessions/{session_id}</c>.</summary>
internal static class RenameSessionEndpoint
{
    // What it is called already is no change. A turn at work in it is not waited for: turns leave the title alone.
    private const string Rename = $"""
        with renamed as (
            update chat_session set title = $4
            where tenant_id = $1 and user_id = $2 and session_id = $3 and title <> $4)
        select {SessionSummary.Columns} from chat_session
        where tenant_id = $1 and user_id = $2 and session_id = $3
        """;

    public static void MapRenameSession(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.RenameSession, HandleAsync)
        .WithSummary("Call a session of the caller's something else; it is called so until it is renamed again.")
        .WithBodyCheck<RenameSessionRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<SessionSummary>, Refusal>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, RenameSessionRequest request, Caller caller, TenantDb db, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        // The row that is read is the one of before.
        var title = SessionTitle.Parse(request.Title!).Value;
        return Guid.TryParse(sessionId, out var id)
            && await db.QuerySingleAsync(caller.Context, new Sql(Rename, caller.TenantId, caller.UserId, id, title), SessionSummary.Read, cancellationToken) is { } session
            ? TypedResults.Ok(session with { Title = title })
            : SessionRefusals.NotFound;
    }

    private static void Check(RenameSessionRequest request, ValidationErrors errors) =>
        errors.Require(SessionTitle.IsValid(request.Title), "title", SessionTitle.Form);
}
