using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Chat.Answers;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Features.RegenerateAnswer;

/// <summary><c>POST /sessions/{session_id}/regenerate</c>: a turn as any other, through the doors that <c>POST /chat</c> has.</summary>
internal static class RegenerateAnswerEndpoint
{
    public static void MapRegenerateAnswer(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.RegenerateAnswer, HandleAsync)
        .WithSummary("Ask the session's last message again; the new answer takes the place of the old one once it is whole.")
        .ProducesAlso(MediaTypes.EventStream)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status502BadGateway)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .ProducesProblem(StatusCodes.Status504GatewayTimeout);

    private static async Task<Results<Ok<ChatAnswer>, Refusal, EmptyHttpResult>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, Caller caller, TurnService turns, TurnDoor door, HttpContext http, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(sessionId, out var id))
        {
            return SessionRefusals.NotFound;
        }

        var (answer, refusal) = await door.AnswerAsync(http, Operations.Chat.RegenerateAnswer, caller,
            observer => turns.RegenerateAsync(caller.Context, id, observer, cancellationToken), cancellationToken);
        return refusal is not null ? refusal : answer is not null ? TypedResults.Ok(answer) : TypedResults.Empty;
    }
}
