using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.DeadLetters;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.DeadLetters;

namespace Nanobot.Services.Tenants.Features.DiscardDeadLetter;

/// <summary><c>DELETE /ops/dead-letters/{topic}/{entry_id}</c>.</summary>
internal static class DiscardDeadLetterEndpoint
{
    public static void MapDiscardDeadLetter(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.DiscardDeadLetter, HandleAsync)
        .WithSummary("Throws an event away that is put aside.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        string topic, [FromRoute(Name = "entry_id")] string entryId, DeadLetterDesk desk, DeadLetterWork work, CancellationToken cancellationToken)
    {
        var (isGone, refusal) = await work.ChangeAsync(topic, entryId, audit => desk.DiscardAsync(topic, entryId, audit, cancellationToken), cancellationToken);
        return refusal is not null ? refusal : isGone ? TypedResults.NoContent() : DeadLetterRefusals.NotFound;
    }
}
