using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Memory;

namespace Nanobot.Services.Chat.Features.ForgetFact;

/// <summary><c>DELETE /memory/{fact_id}</c>.</summary>
internal static class ForgetFactEndpoint
{
    public static void MapForgetFact(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ForgetFact, HandleAsync)
        .WithSummary("Forget a fact: its line leaves MEMORY.md, and no consolidation finds it again.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        [FromRoute(Name = "fact_id")] string factId, Caller caller, MemoryBook memory, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(factId, out var id))
        {
            return MemoryRefusals.NotFound;
        }

        await memory.ForgetAsync(caller.Context, id, cancellationToken);
        return TypedResults.NoContent();
    }
}
