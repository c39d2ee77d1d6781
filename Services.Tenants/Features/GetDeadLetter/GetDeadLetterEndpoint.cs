using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.DeadLetters;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.DeadLetters;

namespace Nanobot.Services.Tenants.Features.GetDeadLetter;

/// <summary><c>GET /ops/dead-letters/{topic}/{entry_id}</c>.</summary>
internal static class GetDeadLetterEndpoint
{
    public static void MapGetDeadLetter(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.GetDeadLetter, HandleAsync)
        .WithSummary("Shows an event that is put aside, and why: of what it says ids, codes, numbers and times alone, never what it was signed with.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<DeadLetter>, Refusal>> HandleAsync(
        string topic, [FromRoute(Name = "entry_id")] string entryId, DeadLetterDesk desk, CancellationToken cancellationToken)
    {
        var (found, refusal) = await DeadLetterWork.ReadAsync(topic, entryId, () => desk.FindAsync(topic, entryId, cancellationToken));
        return refusal is not null ? refusal : found is not null ? TypedResults.Ok(found) : DeadLetterRefusals.NotFound;
    }
}
