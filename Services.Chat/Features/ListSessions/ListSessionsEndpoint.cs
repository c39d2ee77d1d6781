using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Domain.Sessions;

namespace Nanobot.Services.Chat.Features.ListSessions;

/// <summary><c>GET /sessions</c>.</summary>
internal static class ListSessionsEndpoint
{
    public static void MapListSessions(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("", ListAsync)
        .WithName("ListSessions")
        .WithSummary("The caller's sessions, the newest first.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<Session>>, Refusal>> ListAsync(
        PageRequest page, Caller caller, SessionStore sessions, CancellationToken cancellationToken)
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

        return TypedResults.Ok(await sessions.ListAsync(caller.Context, page.Limit, after, cancellationToken));
    }
}
