using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.Services.Chat.Domain.Sessions;

namespace Nanobot.Services.Chat.Features.DeleteSession;

/// <summary><c>DELETE /sessions/{session_id}</c>.</summary>
internal static class DeleteSessionEndpoint
{
    public static void MapDeleteSession(this IEndpointRouteBuilder endpoints) => endpoints.MapDelete("{session_id}", DeleteAsync)
        .WithName("DeleteSession")
        .WithSummary("Delete a session of the caller's with all its messages; a turn at work in it ends without an answer.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> DeleteAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "session_id")] string sessionId, Caller caller, SessionStore sessions, CancellationToken cancellationToken) =>
        Guid.TryParse(sessionId, out var id) && await sessions.DeleteAsync(caller.Context, id, cancellationToken)
            ? TypedResults.NoContent()
            : SessionRefusals.NotFound;
}
