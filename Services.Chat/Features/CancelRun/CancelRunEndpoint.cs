using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Runs;

namespace Nanobot.Services.Chat.Features.CancelRun;

/// <summary><c>POST /runs/{run_id}/cancel</c>.</summary>
internal static class CancelRunEndpoint
{
    public static void MapCancelRun(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.CancelRun, HandleAsync)
        .WithSummary("Cancel a run of the caller's: one that waits is over at once, one at work ends within moments.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<RunResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "run_id")] string runId, Caller caller, RunCancellation cancellation, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(runId, out var id))
        {
            return RunRefusals.NotFound;
        }

        var (run, refusal) = await cancellation.CancelAsync(caller.Context, id, cancellationToken);
        return run is not null ? TypedResults.Ok(run) : refusal!;
    }
}
