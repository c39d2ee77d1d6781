using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.DeadLetters;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.DeadLetters;

namespace Nanobot.Services.Tenants.Features.ListDeadLetterTopics;

/// <summary><c>GET /ops/dead-letters</c>.</summary>
internal static class ListDeadLetterTopicsEndpoint
{
    public static void MapListDeadLetterTopics(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.ListDeadLetterTopics, HandleAsync)
        .WithSummary("Says of which topics events are put aside, and how many of each.")
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<DeadLetterCounts>, Refusal>> HandleAsync(DeadLetterDesk desk, CancellationToken cancellationToken)
    {
        var (counts, refusal) = await DeadLetterWork.ReadAsync(null, null, () => desk.CountAsync(EventTopics.All, cancellationToken));
        return refusal is null ? TypedResults.Ok(new DeadLetterCounts([.. counts!.Select(static one => new DeadLetterCount(one.Topic, one.Count))])) : refusal;
    }
}
