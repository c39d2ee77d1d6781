using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Memory;

namespace Nanobot.Services.Chat.Features.AcceptFact;

/// <summary><c>POST /memory/{fact_id}/accept</c>.</summary>
internal static class AcceptFactEndpoint
{
    public static void MapAcceptFact(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.AcceptFact, HandleAsync)
        .WithSummary("Let a fact out of quarantine: its line is written into MEMORY.md, and its words are the caller's own from then on.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<Ok<FactResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "fact_id")] string factId, Caller caller, MemoryBook memory, CancellationToken cancellationToken) =>
        Guid.TryParse(factId, out var id) ? TypedResults.Ok(FactResource.Of(await memory.AcceptAsync(caller.Context, id, cancellationToken))) : MemoryRefusals.NotFound;
}
