using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Runs;

namespace Nanobot.Services.Chat.Features.GetRun;

/// <summary><c>GET /runs/{run_id}</c>.</summary>
internal static class GetRunEndpoint
{
    public static void MapGetRun(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.GetRun, HandleAsync)
        .WithSummary("A run of the caller's, with its answer once it is completed, or why it has none.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<RunResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "run_id")] string runId, Caller caller, RunStore runs, CancellationToken cancellationToken) =>
        Guid.TryParse(runId, out var id) && await runs.FindAsync(caller.Context, id, cancellationToken) is { } run ? TypedResults.Ok(run) : RunRefusals.NotFound;
}
