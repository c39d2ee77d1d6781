using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.DeadLetters;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.DeadLetters;

namespace Nanobot.Services.Tenants.Features.ReplayDeadLetter;

/// <summary><c>POST /ops/dead-letters/{topic}/{entry_id}/replay</c>.</summary>
internal static class ReplayDeadLetterEndpoint
{
    public static void MapReplayDeadLetter(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.ReplayDeadLetter, HandleAsync)
        .WithSummary("Tells an event again that is put aside, under the id that it had: modules that have handled it take no notice.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<ReplayedDeadLetter>, Refusal>> HandleAsync(
        string topic, [FromRoute(Name = "entry_id")] string entryId, DeadLetterDesk desk, DeadLetterWork work, CancellationToken cancellationToken)
    {
        var (outcome, refusal) = await work.ChangeAsync(topic, entryId, audit => desk.ReplayAsync(topic, entryId, audit, cancellationToken), cancellationToken);
        return refusal is not null ? refusal : outcome switch
        {
            ReplayOutcome.Replayed or ReplayOutcome.SignedAnew => TypedResults.Ok(new ReplayedDeadLetter(topic, entryId, outcome == ReplayOutcome.SignedAnew)),
            ReplayOutcome.NotGenuine => DeadLetterRefusals.NotGenuine,
            ReplayOutcome.PastInbox => DeadLetterRefusals.PastInbox,
            _ => DeadLetterRefusals.NotFound,
        };
    }
}
