using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Sessions.Branching;

namespace Nanobot.Services.Chat.Features.BranchSession;

/// <summary><c>POST /sessions/{session_id}/branch</c>.</summary>
internal static class BranchSessionEndpoint
{
    public static void MapBranchSession(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.BranchSession, HandleAsync)
        .WithSummary("Make a session that begins with the messages of another one, up to the end of one of its turns.")
        .WithBodyCheck<BranchSessionRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<Created<SessionSummary>, Refusal>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, BranchSessionRequest? request, Caller caller, SessionBranches branches, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        if (!Guid.TryParse(sessionId, out var id))
        {
            return SessionRefusals.NotFound;
        }

        var (session, refusal) = await branches.MakeAsync(caller.Context, id, request?.MessageNumber, cancellationToken);
        return session is null ? refusal! : TypedResults.Created($"/sessions/{session.SessionId}", session);
    }

    private static void Check(BranchSessionRequest? request, ValidationErrors errors) =>
        errors.Require(request?.MessageNumber is null or >= 1, "message_number", "must be the number of a message, from 1");
}
