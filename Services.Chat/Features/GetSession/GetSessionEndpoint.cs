using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Domain.Sessions;

namespace Nanobot.Services.Chat.Features.GetSession;

/// <summary><c>GET /sessions/{session_id}</c>.</summary>
internal static class GetSessionEndpoint
{
    public static void MapGetSession(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("{session_id}", GetAsync)
        .WithName("GetSession")
        .WithSummary("A session of the caller's with its messages, oldest first, paged.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<SessionHistory>, Refusal>> GetAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "session_id")] string sessionId, PageRequest page, Caller caller, SessionStore sessions,
        CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(sessionId, out var id) || await sessions.FindAsync(caller.Context, id, cancellationToken) is not { } session)
        {
            return SessionRefusals.NotFound;
        }

        var after = 0;
        if (page.After is { } text && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return Refusals.WrongCursor;
        }

        var rows = await sessions.MessagesAsync(caller.Context, id, after, page.Limit, cancellationToken);
        var messages = page.ToPage(rows, static message => message.Number.ToString(CultureInfo.InvariantCulture));
        return TypedResults.Ok(new SessionHistory(session.SessionId, session.Title, session.Turns, session.CreatedAt, session.UpdatedAt,
            [.. messages.Items.Select(ToHistory)], messages.NextCursor));
    }

    private static HistoryMessage ToHistory(StoredMessage message) => new(
        message.Number, message.Role, message.Content, MessageMapping.ToolCalls(message), message.ToolCallId, message.ToolName, message.CreatedAt);
}
