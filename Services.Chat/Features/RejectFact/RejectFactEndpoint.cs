using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Memory;

namespace Nanobot.Services.Chat.Features.RejectFact;

/// <summary><c>POST /memory/{fact_id}/reject</c>.</summary>
internal static class RejectFactEndpoint
{
    public static void MapRejectFact(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.RejectFact, HandleAsync)
        .WithSummary("Leave a fact in quarantine out of memory for good.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<FactResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "fact_id")] string factId, Caller caller, MemoryBook memory, CancellationToken cancellationToken) =>
        Guid.TryParse(factId, out var id) ? TypedResults.Ok(FactResource.Of(await memory.RejectAsync(caller.Context, id, cancellationToken))) : MemoryRefusals.NotFound;
}
