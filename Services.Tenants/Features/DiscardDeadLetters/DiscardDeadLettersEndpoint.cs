using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.DeadLetters;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.DeadLetters;

namespace Nanobot.Services.Tenants.Features.DiscardDeadLetters;

/// <summary><c>DELETE /ops/dead-letters/{topic}</c>.</summary>
internal static class DiscardDeadLettersEndpoint
{
    public static void MapDiscardDeadLetters(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.DiscardDeadLetters, HandleAsync)
        .WithSummary("Throws all events of a topic away that are put aside.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(string topic, DeadLetterDesk desk, DeadLetterWork work, CancellationToken cancellationToken)
    {
        var (_, refusal) = await work.ChangeAsync(topic, null, async audit =>
        {
            await desk.DiscardAllAsync(topic, audit, cancellationToken);
            return true;
        }, cancellationToken);
        return refusal is null ? TypedResults.NoContent() : refusal;
    }
}
