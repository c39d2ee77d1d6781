using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Negotiation;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Sessions.Exporting;

namespace Nanobot.Services.Chat.Features.ExportSession;

/// <summary><c>GET /sessions/{session_id}/export</c>: by <c>format</c>, or else by <c>Accept</c>.</summary>
internal static class ExportSessionEndpoint
{
    private const string Json = "json";
    private const string Markdown = "markdown";

    public static void MapExportSession(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ExportSession, HandleAsync)
        .WithSummary("The whole of a session of the caller's as one document: format=json or markdown, or what Accept prefers.")
        .Produces<SessionDocument>()
        .ProducesAlso(MediaTypes.Markdown)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<SessionExport, Refusal>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, [FromQuery(Name = "format")] string? format,
        Caller caller, SessionExports exports, HttpRequest request, CancellationToken cancellationToken)
    {
        if (format is not (null or Json or Markdown))
        {
            return Refusals.Invalid("format", $"must be {Json} or {Markdown}");
        }

        if (!Guid.TryParse(sessionId, out var id) || await exports.FindAsync(caller.Context, id, cancellationToken) is not { } session)
        {
            return SessionRefusals.NotFound;
        }

        var mediaType = format is null ? AcceptedForm.Choose(request, Operations.Chat.ExportSession.Forms) ?? MediaTypes.Json
            : format == Markdown ? MediaTypes.Markdown : MediaTypes.Json;
        return new SessionExport(exports, caller.Context, session, mediaType);
    }
}
