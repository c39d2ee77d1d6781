using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.DeadLetters;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.DeadLetters;

namespace Nanobot.Services.Tenants.Features.ReplayDeadLetters;

/// <summary><c>POST /ops/dead-letters/{topic}/replay</c>.</summary>
internal static class ReplayDeadLettersEndpoint
{
    public static void MapReplayDeadLetters(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.ReplayDeadLetters, HandleAsync)
        .WithSummary("Tells all events of a topic again that are put aside, the oldest first, up to 1,000 at a time; says what became of them.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<ReplayedDeadLetters>, Refusal>> HandleAsync(string topic, DeadLetterDesk desk, DeadLetterWork work, CancellationToken cancellationToken)
    {
        var (replayed, refusal) = await work.ChangeAsync(topic, null, audit => desk.ReplayAllAsync(topic, audit, cancellationToken), cancellationToken);
        return refusal is null ? TypedResults.Ok(replayed!) : refusal;
    }
}
