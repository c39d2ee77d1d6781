using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Runs;
using Nanobot.Services.Chat.Sessions;

namespace Nanobot.Services.Chat.Features.ListRuns;

/// <summary><c>GET /runs</c>.</summary>
internal static class ListRunsEndpoint
{
    public static void MapListRuns(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ListRuns, HandleAsync)
        .WithSummary("The caller's runs, the newest first; those in a state, or of a session.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<RunResource>>, Refusal>> HandleAsync(
        string? state, [FromQuery(Name = "session_id")] string? sessionId, PageRequest page, Caller caller, RunStore runs, SessionStore sessions, CancellationToken cancellationToken)
    {
        if (state is not null && !RunState.All.Contains(state))
        {
            return Refusals.Invalid("state", $"must be one of: {string.Join(", ", RunState.All)}");
        }

        Guid? after = null, session = null;
        if (page.After is { } text)
        {
            if (!Guid.TryParse(text, out var id))
            {
                return Refusals.WrongCursor;
            }

            after = id;
        }

        if (sessionId is not null)
        {
            if (!Guid.TryParse(sessionId, out var id) || !await sessions.ExistsAsync(caller.Context, id, cancellationToken))
            {
                return SessionRefusals.NotFound;
            }

            session = id;
        }

        return TypedResults.Ok(page.ToPage(await runs.ListAsync(caller.Context, state, session, after, page.Limit + 1, cancellationToken)));
    }
}
