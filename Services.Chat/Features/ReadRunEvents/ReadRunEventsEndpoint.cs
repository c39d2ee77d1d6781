using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Chat.Runs;
using Nanobot.Services.Chat.Runs.Events;

namespace Nanobot.Services.Chat.Features.ReadRunEvents;

/// <summary><c>GET /runs/{run_id}/events</c>: the events of a run, from its beginning or behind the last that the reader has.</summary>
internal static class ReadRunEventsEndpoint
{
    public static void MapReadRunEvents(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ReadRunEvents, HandleAsync)
        .WithSummary("The events of a run of the caller's as they happen; with Last-Event-ID, or after, those behind one.")
        .Produces(StatusCodes.Status200OK)
        .ProducesAlso(MediaTypes.EventStream)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal, EmptyHttpResult>> HandleAsync(
        [FromRoute(Name = "run_id")] string runId, string? after, [FromHeader(Name = "Last-Event-ID")] string? last,
        Caller caller, RunStore runs, RunStream stream, HttpContext http, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(runId, out var id) || await runs.FindAsync(caller.Context, id, cancellationToken) is not { } run)
        {
            return RunRefusals.NotFound;
        }

        // A reader that comes back says in the header what it has; the address still has where it began.
        var cursor = last ?? after ?? RunCursor.Beginning;
        if (!RunCursor.IsValid(cursor))
        {
            return Refusals.Invalid(last is null ? "after" : "Last-Event-ID", RunCursor.Form);
        }

        if (cursor == RunCursor.End)
        {
            // By this status readers know that they need not come back.
            return TypedResults.NoContent();
        }

        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.ContentType = MediaTypes.EventStream;
            return TypedResults.Empty;
        }

        await stream.WriteAsync(http.Response, caller.Context, run, cursor, cancellationToken);
        return TypedResults.Empty;
    }
}
